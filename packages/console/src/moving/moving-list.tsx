import type { CaseView, MovingView } from "@fairlead/casework";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { stepRows } from "../parts/step-rows.ts";
import { useWords } from "../say/words.tsx";
import { type AskMoving, MovingRow } from "./moving-row.tsx";

type Props = {
  moving: readonly MovingView[];
  cases: ReadonlyMap<string, CaseView>;
  may: boolean;
  onAsk(asking: AskMoving): void;
};

const ROW = 94;

/** Only what is in sight is in the page: each row has a clock that runs. */
export const MovingList = ({ moving, cases, may, onAsk }: Props) => {
  const { t } = useWords();
  const scroller = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: moving.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => moving[index]?.key ?? index,
    overscan: 4,
  });
  return (
    <section
      className="moving-scroller"
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
      tabIndex={0}
      aria-label={t("nav.moving")}
      aria-keyshortcuts="j k"
      onKeyDown={(event) =>
        stepRows(event, {
          within: scroller.current,
          count: moving.length,
          target: ".moving-open",
          from: 0,
          scrollTo: (index) => rows.scrollToIndex(index),
        })
      }
    >
      <ul style={{ blockSize: rows.getTotalSize(), position: "relative" }}>
        {rows.getVirtualItems().map((row) => {
          const one = moving[row.index];
          return one === undefined ? null : (
            <li
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              aria-setsize={moving.length}
              aria-posinset={row.index + 1}
              style={{ position: "absolute", insetBlockStart: 0, insetInline: 0, translate: `0 ${row.start}px` }}
            >
              <MovingRow one={one} theCase={cases.get(one.case)} may={may} onAsk={onAsk} />
            </li>
          );
        })}
      </ul>
    </section>
  );
};
