import { type EntryView, freshness, mayWrite, NETWORK_KINDS, type NetworkEntry } from "@fairlead/casework";
import { lazy, Suspense, useMemo, useState } from "react";
import { useShown } from "../access/shown.ts";
import type { Position } from "../map/gaze.ts";
import { groundOf } from "../map/marks.ts";
import { FormDialog } from "../parts/dialog.tsx";
import { Empty } from "../parts/empty.tsx";
import { TextField } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { ChangeEntry } from "./change-entry.tsx";
import { DayCheck } from "./day-check.tsx";
import { EntryForm } from "./entry-form.tsx";
import { entryFacts, entryTitle, type PlaceNames, placeNames, placesIn } from "./entry-words.ts";
import { ImportDialog } from "./import-dialog.tsx";
import "./network.css";

// Only those who look at a map load what draws it.
const NetworkMap = lazy(() => import("../map/network-map.tsx"));

type Kind = NetworkEntry["kind"];
type Asking =
  | { kind: "add"; of: Kind; at?: Position | null }
  | { kind: "change" | "still" | "retire"; view: EntryView }
  | { kind: "import" }
  | null;

/** So many of a kind are shown; a country's are found by typing. */
const SHOWN = 40;

/** What journeys can be made of. No case stands here, and nobody's journey. */
export const NetworkPage = () => {
  const words = useWords();
  const { t } = words;
  const { network, exposure, me } = useView();
  useShown(network === null ? undefined : "resources");
  const now = useNow(60_000);
  const [typed, setTyped] = useState("");
  const [asking, setAsking] = useState<Asking>(null);
  const entries = network ?? [];
  const names = useMemo(() => placeNames(network ?? []), [network]);
  const places = useMemo(() => placesIn(network ?? []), [network]);
  const may = network !== null && mayWrite(me.role, "writeNetwork");
  const wanted = typed.trim().toLocaleLowerCase();
  const shown = entries
    .filter(({ entry }) =>
      `${entryTitle(entry, names)} ${entryFacts(words, entry, names).join(" ")}`.toLocaleLowerCase().includes(wanted),
    )
    .toSorted(
      (a, b) =>
        Number(a.retired !== null) - Number(b.retired !== null) ||
        entryTitle(a.entry, names).localeCompare(entryTitle(b.entry, names)),
    );
  const close = () => setAsking(null);
  const adds = (
    <div className="row">
      {NETWORK_KINDS.map((of) => (
        <button
          key={of}
          type="button"
          className="button"
          disabled={of !== "place" && places.length < 2}
          onClick={() => setAsking({ kind: "add", of })}
        >
          {t(`network.add.${of}`)}
        </button>
      ))}
      <button type="button" className="button" onClick={() => setAsking({ kind: "import" })}>
        {t("network.import")}
      </button>
    </div>
  );
  return (
    <div className="page network-page">
      <div className="page-head">
        <h1>{t("network.title")}</h1>
        <p className="quiet">{t("network.count", { n: entries.filter(({ retired }) => retired === null).length })}</p>
      </div>
      <p className="quiet measure">{t("network.about")}</p>
      {network === null ? (
        <p className="panel panel-row quiet">{t("things.not-held")}</p>
      ) : (
        <>
          {may ? adds : null}
          {entries.length === 0 ? (
            <div className="panel">
              <Empty>{t("network.none")}</Empty>
            </div>
          ) : (
            <>
              <DayCheck entries={network} things={exposure.things ?? []} names={names} now={now} />
              <MapPanel {...{ entries, now, may }} onAsk={setAsking} onFind={(id) => setTyped(names(id))} />
              <div className="network-find">
                <TextField label={t("things.find")} value={typed} onChange={setTyped} />
              </div>
              {shown.length === 0 ? <p className="quiet">{t("things.find-none")}</p> : null}
            </>
          )}
        </>
      )}
      {NETWORK_KINDS.map((kind) => {
        const ofKind = shown.filter(({ entry }) => entry.kind === kind);
        return ofKind.length === 0 ? null : (
          <section key={kind}>
            <h2>{t(`network.of.${kind}`)}</h2>
            <ul className="panel">
              {ofKind.slice(0, SHOWN).map((view) => (
                <EntryRow key={view.entry.id} {...{ view, names, now, may }} onAsk={setAsking} />
              ))}
              {ofKind.length > SHOWN ? (
                <li className="panel-row quiet small">{t("network.more", { n: ofKind.length - SHOWN })}</li>
              ) : null}
            </ul>
          </section>
        );
      })}
      <Asked {...{ asking, entries, names }} onClose={close} />
    </div>
  );
};

type MapPanelProps = {
  entries: readonly EntryView[];
  now: number;
  may: boolean;
  onAsk(asking: Asking): void;
  onFind(place: string): void;
};

const MapPanel = ({ entries, now, may, onAsk, onFind }: MapPanelProps) => {
  const { t } = useWords();
  const [pressed, setPressed] = useState<Position | null>(null);
  // Not at every minute: what fades fades by days.
  const hour = Math.floor(now / 3_600_000);
  const ground = useMemo(() => groundOf(entries, hour * 3_600_000), [entries, hour]);
  const open = (id: string) => {
    setPressed(null);
    const view = entries.find(({ entry }) => entry.kind === "place" && entry.id === id);
    if (may && view !== undefined) onAsk({ kind: "change", view });
    else onFind(id);
  };
  return (
    <section className="panel panel-row stack">
      <h2>{t("map.title")}</h2>
      <p className="quiet small">{t(may ? "map.press-network" : "map.read-network")}</p>
      {ground.places.length === 0 ? <p>{t("map.none")}</p> : null}
      <Suspense fallback={null}>
        <NetworkMap
          label={t("map.of-network")}
          ground={ground}
          pressed={pressed}
          onPlace={open}
          onGround={may ? setPressed : undefined}
        />
      </Suspense>
      {pressed === null ? null : (
        <p className="row">
          <span role="status">{t("map.pressed", { north: pressed[1], east: pressed[0] })}</span>
          <button
            type="button"
            className="button"
            onClick={() => {
              setPressed(null);
              onAsk({ kind: "add", of: "place", at: pressed });
            }}
          >
            {t("map.add-here")}
          </button>
        </p>
      )}
    </section>
  );
};

type AskedProps = {
  asking: Asking;
  entries: readonly EntryView[];
  names: PlaceNames;
  onClose(): void;
};

const Asked = ({ asking, entries, names, onClose }: AskedProps) => {
  const { t } = useWords();
  if (asking === null) return null;
  if (asking.kind === "import") return <ImportDialog known={entries} onClose={onClose} />;
  if (asking.kind === "retire") return <RetireEntry view={asking.view} names={names} onClose={onClose} />;
  if (asking.kind === "still") {
    const { view } = asking;
    const title = t("network.still-title", { name: entryTitle(view.entry, names) });
    return <EntryForm title={title} before={view} entry={view.entry} onClose={onClose} />;
  }
  const view = asking.kind === "change" ? asking.view : null;
  const kind = asking.kind === "add" ? asking.of : asking.view.entry.kind;
  const at = asking.kind === "add" ? asking.at : null;
  return <ChangeEntry kind={kind} view={view} entries={entries} at={at} onClose={onClose} />;
};

type RowProps = { view: EntryView; names: PlaceNames; now: number; may: boolean; onAsk(asking: Asking): void };

const EntryRow = ({ view, names, now, may, onAsk }: RowProps) => {
  const words = useWords();
  const { t, days } = words;
  const { people } = useView();
  const { entry, retired } = view;
  const title = entryTitle(entry, names);
  const fresh = freshness(view, now);
  const nameOf = (member: EntryView["by"]) => {
    const known = people.find(({ id }) => id === member);
    return known ? personText(t, known) : t("person.unnamed", { id: member.slice(0, 6) });
  };
  return (
    <li className="panel-row network-row" data-retired={retired !== null || undefined}>
      <div className="stack" data-tight>
        <p>
          <b dir="auto">{title}</b>
        </p>
        <p className="small" dir="auto">
          {entryFacts(words, entry, names).join(" · ")}
        </p>
      </div>
      <div className="stack small" data-tight>
        {retired === null ? (
          <p className={fresh === "fresh" ? "quiet" : undefined} data-fresh={fresh}>
            {fresh === "fresh" ? "" : <b>{t(`network.${fresh}`)} · </b>}
            {t("network.known", { at: days.when(view.asOf, now) })}
          </p>
        ) : (
          <p>
            {t("things.retired", { who: nameOf(retired.by), at: days.when(retired.at, now) })}{" "}
            <span dir="auto">{retired.reason}</span>
          </p>
        )}
        {view.asked === null || retired !== null ? null : (
          <p className="warning" dir="auto">
            {t("network-ask.stands", {
              question: view.asked.question,
              who: nameOf(view.asked.by),
              at: days.when(view.asked.at, now),
            })}
          </p>
        )}
        <p className="quiet" dir="auto">
          {t("network.said", { source: view.source, who: nameOf(view.by) })}
        </p>
      </div>
      {may && retired === null ? (
        <div className="row network-deeds">
          {(["still", "change", "retire"] as const).map((kind) => (
            <button key={kind} type="button" className="button" onClick={() => onAsk({ kind, view })}>
              {t(kind === "still" ? "network.still" : kind === "change" ? "change" : "things.retire")}
              <span className="hidden-visually"> {title}</span>
            </button>
          ))}
        </div>
      ) : null}
    </li>
  );
};

const RetireEntry = ({ view, names, onClose }: { view: EntryView; names: PlaceNames; onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  const { kind, id } = view.entry;
  return (
    <FormDialog
      title={t("things.retire-title", { name: entryTitle(view.entry, names) })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("things.retire-do")}
      warning={t(kind === "place" ? "network.retire-place-means" : "network.retire-means")}
      ready={reason.trim() !== ""}
      act={() => deed.run((act) => act.retireNetwork([{ kind, id, over: view.version }], reason.trim()))}
    >
      <TextField label={t("reason")} value={reason} onChange={setReason} lines={2} focus />
    </FormDialog>
  );
};
