import { mayWrite } from "@fairlead/casework";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from "react";
import { MarkDialog } from "../exposure/mark-dialog.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { CalendarDialog } from "../plan/calendar-dialog.tsx";
import { personText } from "../say/people.ts";
import { isLanguage, LANGUAGES, speak, type Text, useWords } from "../say/words.tsx";
import { ANY, type Asked } from "../search/filter.ts";
import { hitWords, placeName, wayTo } from "../search/result-list.tsx";
import { rememberAsked, useSearch } from "../search/use-search.ts";
import { useNow, useSession, useView } from "../session/session.tsx";
import { type Place, placesFor } from "../shell/places.ts";
import { type Find, findIn, namesIn } from "./find.ts";
import "./palette.css";

/** Ctrl+K: go somewhere, find a thread, a case or a member by name, or words in a text; lock, speak another language. */
export const Palette = ({ opened, onClose }: { opened: boolean; onClose(): void }) => {
  const { t } = useWords();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  return (
    <>
      <Dialog title={t("palette.title")} opened={opened} onClose={onClose}>
        <Finder onDone={onClose} ask={setAsking} />
      </Dialog>
      {asking === "calendar" ? <CalendarDialog onClose={close} /> : null}
      {asking === "mark" ? <Marking onClose={close} /> : null}
    </>
  );
};

/** What is done in a dialog of its own, from wherever one is. */
type Asking = "calendar" | "mark" | null;

const Marking = ({ onClose }: { onClose(): void }) => {
  const navigate = useNavigate();
  return (
    <MarkDialog onClose={onClose} onMarked={(mark) => void navigate({ to: "/exposure/$mark", params: { mark } })} />
  );
};

/** What a place is called beside its name. */
const ALSO: Partial<Record<Place["to"], Text>> = {
  "/decisions": "palette.also.decisions",
  "/beds": "palette.also.beds",
  "/exposure": "palette.also.exposure",
  "/access": "palette.also.access",
  "/duty": "palette.also.duty",
  "/team": "palette.also.team",
  "/unsent": "palette.also.unsent",
};

const useFinds = (ask: (asking: Asking) => void): Find[] => {
  const { t, language } = useWords();
  const view = useView();
  const { lock } = useSession();
  const navigate = useNavigate();
  return [
    ...placesFor(view)
      .flat()
      .map((place) => ({
        key: place.to,
        text: t(place.text),
        second: t("palette.go"),
        ...(ALSO[place.to] !== undefined && { also: t(ALSO[place.to] ?? place.text) }),
        go: () => void navigate({ to: place.to }),
      })),
    ...namesIn(view, t, {
      toCase: (id) => void navigate({ to: "/cases/$case", params: { case: id } }),
      toPart: (stream) => void navigate({ to: "/parts/$stream", params: { stream } }),
      toThread: (mailbox) => void navigate({ to: "/queue/$mailbox", params: { mailbox } }),
    }),
    ...view.people.map((one) => ({
      key: one.id,
      text: personText(t, { ...one, me: false }),
      second: one.standing === "active" ? t(`role.${one.role}`) : t(`standing.${one.standing}`),
      go: () => void navigate({ to: "/people/$member", params: { member: one.id } }),
    })),
    ...(mayWrite(view.me.role, "answerThread")
      ? [
          { key: "texts", text: t("texts.title"), second: t("palette.go"), go: () => void navigate({ to: "/texts" }) },
          { key: "call", text: t("call.title"), second: t("palette.go"), go: () => void navigate({ to: "/call" }) },
          { key: "known", text: t("known.title"), second: t("palette.go"), go: () => void navigate({ to: "/known" }) },
        ]
      : []),
    ...(mayWrite(view.me.role, "openCase")
      ? [
          {
            key: "import",
            text: t("import.title"),
            second: t("palette.go"),
            also: t("palette.also.import"),
            go: () => void navigate({ to: "/import" }),
          },
        ]
      : []),
    {
      key: "search",
      text: t("find.title"),
      second: t("palette.go"),
      also: t("palette.also.search"),
      go: () => void navigate({ to: "/search" }),
    },
    ...(mayWrite(view.me.role, "addTask") || view.today.tasks.due.length + view.today.tasks.later.length > 0
      ? [{ key: "calendar", text: t("calendar.title"), second: t("palette.file"), go: () => ask("calendar") }]
      : []),
    ...(mayWrite(view.me.role, "markCompromised")
      ? [
          {
            key: "mark",
            text: t("exposure.mark-something"),
            second: t("nav.exposure"),
            also: t("palette.also.exposure"),
            go: () => ask("mark"),
          },
        ]
      : []),
    ...(view.cases.length === 0 || !mayWrite(view.me.role, "armCheckIn")
      ? []
      : [
          {
            key: "export",
            text: t("palette.export"),
            second: t("palette.export-where"),
            go: () => void navigate({ to: "/cases" }),
          },
          {
            key: "drill",
            text: t("palette.drill"),
            second: t("palette.drill-where"),
            go: () => void navigate({ to: "/cases" }),
          },
        ]),
    {
      key: "own-access",
      text: t("palette.own-access"),
      second: t("palette.go"),
      also: t("palette.also.access"),
      go: () => void navigate({ to: "/people/$member", params: { member: view.me.id } }),
    },
    { key: "fields", text: t("fields.title"), second: t("palette.go"), go: () => void navigate({ to: "/fields" }) },
    {
      key: "lost-device",
      text: t("lost.open"),
      second: t("palette.go"),
      go: () => void navigate({ to: "/people/lost-device" }),
    },
    ...Object.entries(LANGUAGES)
      .filter(([code]) => code !== language)
      .map(([code, name]) => ({
        key: code,
        text: name,
        second: t("preference.language"),
        go: () => {
          if (isLanguage(code)) speak(code);
        },
      })),
    { key: "lock", text: t("lock.now"), second: t("lock.destroys"), go: lock },
  ];
};

/** From here on words are looked for in texts too; one letter is in all of them. */
const TEXTS_FROM = 2;
const TEXTS = 5;

/** What is written somewhere, after what is called so; last the page that shows all of it. */
const useTexts = (typed: string, called: readonly Find[]): Find[] => {
  const words = useWords();
  const session = useSession();
  const navigate = useNavigate();
  const now = useNow(60_000);
  const wanted = typed.trim().length < TEXTS_FROM ? "" : typed;
  const asked: Asked = useMemo(() => ({ typed: wanted, filter: ANY }), [wanted]);
  const { results } = useSearch(asked, TEXTS);
  if (wanted === "") return [];
  const keys = new Set(called.map(({ key }) => key));
  const texts = (results ?? []).flatMap(({ place, explained }): Find[] => {
    const hit = explained?.hits[0];
    const own = place.id.slice(place.id.indexOf(" ") + 1);
    if (hit === undefined || keys.has(own)) return [];
    const where = hitWords(words, hit, now);
    const second = hit.excerpt === null ? where : `${where}: …${hit.excerpt.text}`;
    return [
      {
        key: place.id.replace(" ", "-"),
        text: placeName(words, place),
        second,
        go: () => void navigate(wayTo(place.ref, hit)),
      },
    ];
  });
  const all = {
    key: "all-texts",
    text: words.t("find.all", { typed: wanted.trim() }),
    second: "",
    go: () => {
      rememberAsked(session, asked);
      void navigate({ to: "/search" });
    },
  };
  return [...texts, all];
};

const Finder = ({ onDone, ask }: { onDone(): void; ask(asking: Asking): void }) => {
  const { t } = useWords();
  const id = useId();
  const all = useFinds(ask);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const called = findIn(all, typed);
  const found = [...called, ...useTexts(typed, called)];
  const chosen = found[Math.min(at, found.length - 1)];
  useEffect(() => {
    document.getElementById(`${id}-${chosen?.key}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen?.key, id]);
  const take = (find: Find) => {
    onDone();
    find.go();
  };
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((at + step + found.length) % Math.max(1, found.length));
    } else if (event.key === "Enter" && chosen !== undefined) {
      event.preventDefault();
      take(chosen);
    }
  };
  return (
    <div className="palette">
      <input
        className="input"
        role="combobox"
        aria-label={t("palette.open")}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen === undefined ? undefined : `${id}-${chosen.key}`}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        data-autofocus
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div role="listbox" id={`${id}-list`} aria-label={t("palette.found")} className="palette-list">
        {found.map((find) => (
          // The keyboard stays in the box above; the pointer may take one directly.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          <div
            key={find.key}
            id={`${id}-${find.key}`}
            role="option"
            aria-selected={find.key === chosen?.key}
            onClick={() => take(find)}
          >
            <b>{find.text}</b> <span className="quiet small palette-second">{find.second}</span>
          </div>
        ))}
      </div>
      {called.length === 0 && found.length < 2 ? <p className="quiet">{t("palette.none")}</p> : null}
      <p className="quiet small">{t("palette.on-device")}</p>
    </div>
  );
};
