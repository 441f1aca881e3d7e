import { Link, Outlet, useLocation, useRouterState } from "@tanstack/react-router";
import { Component, type ReactNode, useEffect, useState } from "react";
import { MakingProvider } from "../exporting/make-bundle.tsx";
import { Palette } from "../palette/palette.tsx";
import { Icon } from "../parts/icon.tsx";
import { SweptDialog } from "../parts/swept-dialog.tsx";
import { useWords } from "../say/words.tsx";
import { useFoundLine } from "../search/found.tsx";
import { useSession, useView } from "../session/session.tsx";
import { UndoProvider } from "../undo/undo.tsx";
import { Banners } from "./banners.tsx";
import { KeysButton } from "./keys-dialog.tsx";
import { placesFor } from "./places.ts";
import { Preferences } from "./preferences.tsx";
import { StatusLine } from "./status-line.tsx";
import "./shell.css";

export const Shell = () => {
  const { t } = useWords();
  const view = useView();
  const { lock, search } = useSession();
  const [finding, setFinding] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        // Over another dialog it would lead away from words that are half written.
        setFinding((open) => !open && document.querySelector("[role=dialog]") === null);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  // What was erased or taken away is not to be found, nor kept in memory for whoever searches next.
  useEffect(() => search.keep(view), [search, view]);
  const { pathname } = useLocation();
  useFoundLine();
  // A screen that replaced the link it was opened by takes the focus, or the keyboard would start at the top again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each place, once
  useEffect(() => {
    if (document.activeElement === document.body) skipToContent();
  }, [pathname]);
  return (
    <div className="desk">
      <button type="button" className="skip" onClick={skipToContent}>
        {t("skip")}
      </button>
      <header className="bar">
        <p className="bar-name">
          <Icon name="sealed" />
          <b>{view.status.organisation || t("organisation.unread")}</b>
        </p>
        <button type="button" className="finder" onClick={() => setFinding(true)}>
          <Icon name="search" />
          <span>{t("palette.open")}</span>
          <kbd>Ctrl K</kbd>
        </button>
        <StatusLine />
        <button type="button" className="lock-now" onClick={lock} title={t("lock.destroys")}>
          <Icon name="lock" />
          <span>{t("lock.now")}</span>
          <kbd>Esc ×3</kbd>
        </button>
      </header>
      <nav className="rail" aria-label={t("nav.label")}>
        {placesFor(view).map((group) => (
          <ul key={group[0]?.to}>
            {group.map((place) => (
              <li key={place.to}>
                <Link
                  to={place.to}
                  className="rail-link"
                  activeOptions={{ exact: place.to === "/" }}
                  activeProps={{ "aria-current": "page" }}
                >
                  <span>{t(place.text)}</span>
                  {place.count === 0 ? null : (
                    <b>
                      {place.count}
                      <span className="hidden-visually"> {t("nav.wait")}</span>
                    </b>
                  )}
                </Link>
              </li>
            ))}
          </ul>
        ))}
      </nav>
      <UndoProvider>
        <main id="content" className="content" tabIndex={-1}>
          <Banners />
          <MakingProvider>
            <Faults>
              <Outlet />
            </Faults>
          </MakingProvider>
        </main>
        <Palette opened={finding} onClose={() => setFinding(false)} />
      </UndoProvider>
      <SweptDialog />
      <footer className="rail-foot">
        <p>
          <b>{view.me.handle ?? view.me.id.slice(0, 6)}</b> · {t(`role.${view.me.role}`)}
        </p>
        <Preferences />
        <KeysButton />
      </footer>
    </div>
  );
};

// A button, not a link: the address bar stays as it is.
const skipToContent = () => document.getElementById("content")?.focus();

/** A screen that fails says so and leaves the others usable; what it was showing is not logged anywhere. */
class FaultBoundary extends Component<{ said: ReactNode; place: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override componentDidUpdate(before: { place: string }) {
    if (before.place !== this.props.place && this.state.failed) this.setState({ failed: false });
  }
  override render() {
    return this.state.failed ? this.props.said : this.props.children;
  }
}

const Faults = ({ children }: { children: ReactNode }) => {
  const { t } = useWords();
  // Where one has arrived, not where one is going: until then the failed screen still stands in the outlet.
  const place = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? "" });
  const said = (
    <div className="page" role="alert">
      <h1>{t("fault.title")}</h1>
      <p>{t("fault.why")}</p>
    </div>
  );
  return (
    <FaultBoundary said={said} place={place}>
      {children}
    </FaultBoundary>
  );
};
