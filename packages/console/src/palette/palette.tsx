import { type CaseId, mayWrite } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { CASE_DEEDS, type CaseDeed, DEEDS, deedsOn, keyText } from "../case/case-deeds.ts";
import { DeedDialog } from "../case/deed-dialog.tsx";
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

/** Ctrl+K: do something on the case in hand, or say on which; go somewhere, find a thread, a case or a member by name, or words in a text; lock, speak another language. */
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
      {typeof asking === "object" && asking !== null ? <DeedOn {...asking} onClose={close} /> : null}
    </>
  );
};

type DeedOnCase = { deed: CaseDeed; case: CaseId };
/** What is done in a dialog of its own, from wherever one is. */
type Asking = "calendar" | "mark" | DeedOnCase | null;

const DeedOn = ({ deed, case: id, onClose }: DeedOnCase & { onClose(): void }) => {
  const { cases } = useView();
  const one = cases.find((known) => known.case === id);
  return one === undefined ? null : <DeedDialog deed={deed} one={one} onClose={onClose} />;
};

/** The case whose page is open. */
const useCaseInHand = (): CaseInHand | undefined => {
  const { cases } = useView();
  const id = useLocation({ select: ({ pathname }) => /^\/cases\/(\w+)$/u.exec(pathname)?.[1] });
  return id === undefined ? undefined : cases.find((one) => one.case === id);
};

/** Deeds on the case in hand; without one each asks first for which. */
const useDeedFinds = (ask: (asking: Asking) => void, choose: (deed: CaseDeed) => void) => {
  const { t } = useWords();
  const view = useView();
  const inHand = useCaseInHand();
  const called = (deed: CaseDeed) => {
    const { text, also } = DEEDS[deed];
    return { key: `deed-${deed}`, text: t(text), ...(also !== undefined && { also: t(also) }) };
  };
  if (inHand !== undefined) {
    const here = deedsOn(inHand, view).map((deed): Find => {
      const { key } = DEEDS[deed];
      const second = key === undefined ? inHand.alias : `${inHand.alias} · ${keyText(key)}`;
      return { ...called(deed), second, go: () => ask({ deed, case: inHand.case }) };
    });
    return { here, anywhere: [] };
  }
  const some = CASE_DEEDS.filter((deed) => view.cases.some((one) => deedsOn(one, view).includes(deed)));
  const anywhere = some.map(
    (deed): Find => ({ ...called(deed), second: t("palette.which-case"), stays: true, go: () => choose(deed) }),
  );
  return { here: [], anywhere };
};

/** The cases on which it can be done. The page opens with its dialog: what is asked there is asked about what stands here. */
const useChoices = (deed: CaseDeed | null, ask: (asking: Asking) => void): Find[] => {
  const { t } = useWords();
  const view = useView();
  const navigate = useNavigate();
  if (deed === null) return [];
  return view.cases
    .filter((one) => deedsOn(one, view).includes(deed))
    .map((one) => ({
      key: one.case,
      text: one.alias,
      second: one.closed === null ? t(`stage.${one.stage}`) : t("closed"),
      go: () => {
        void navigate({ to: "/cases/$case", params: { case: one.case } });
        ask({ deed, case: one.case });
      },
    }));
};

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

const useFinds = (ask: (asking: Asking) => void, choose: (deed: CaseDeed) => void): Find[] => {
  const { t, language } = useWords();
  const view = useView();
  const { lock } = useSession();
  const navigate = useNavigate();
  const deeds = useDeedFinds(ask, choose);
  return [
    ...deeds.here,
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
    ...deeds.anywhere,
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
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  /** What is to be done, where it is not said yet on which case. */
  const [choosing, setChoosing] = useState<CaseDeed | null>(null);
  const choose = (deed: CaseDeed | null) => {
    setChoosing(deed);
    setTyped("");
    setAt(0);
    box.current?.focus();
  };
  const [all, cases] = [useFinds(ask, choose), useChoices(choosing, ask)];
  const called = findIn(choosing === null ? all : cases, typed);
  const texts = useTexts(choosing === null ? typed : "", called);
  const found = [...called, ...texts];
  const chosen = found[Math.min(at, found.length - 1)];
  useEffect(() => {
    document.getElementById(`${id}-${chosen?.key}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen?.key, id]);
  const take = (find: Find) => {
    if (!find.stays) onDone();
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
    } else if (event.key === "Backspace" && typed === "" && choosing !== null) choose(null);
  };
  return (
    <div className="palette">
      {choosing === null ? null : (
        <p id={`${id}-asked`}>
          <b>{t(DEEDS[choosing].text)}</b> <span className="quiet">{t("palette.which-case")}</span>
        </p>
      )}
      <input
        ref={box}
        className="input"
        role="combobox"
        {...(choosing === null ? { "aria-label": t("palette.open") } : { "aria-labelledby": `${id}-asked` })}
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
