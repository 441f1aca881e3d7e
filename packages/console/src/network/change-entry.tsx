import type { EntryView, NetworkEntry } from "@fairlead/casework";
import type { Position } from "../map/gaze.ts";
import { DriveDialog } from "./drive-dialog.tsx";
import { placesIn } from "./entry-words.ts";
import { PlaceDialog } from "./place-dialog.tsx";
import { ServiceDialog } from "./service-dialog.tsx";
import { WalkDialog } from "./walk-dialog.tsx";

type Kind = NetworkEntry["kind"];
type ViewOf<K extends Kind> = EntryView & { entry: Extract<NetworkEntry, { kind: K }> };
const of = <K extends Kind>(view: EntryView | null, kind: K): ViewOf<K> | null =>
  view?.entry.kind === kind ? (view as ViewOf<K>) : null;

type Props = {
  kind: Kind;
  view: EntryView | null;
  entries: readonly EntryView[];
  /** Of a new place: where on the map it was asked for. */
  at?: Position | null | undefined;
  onClose(): void;
};

/** The fields of one entry as it stands; `view` null: a new one. */
export const ChangeEntry = ({ kind, view, entries, at = null, onClose }: Props) => {
  const places = placesIn(entries);
  switch (kind) {
    case "place":
      return <PlaceDialog before={of(view, "place")} at={at} onClose={onClose} />;
    case "service":
      return <ServiceDialog before={of(view, "service")} places={places} onClose={onClose} />;
    case "drive":
      return <DriveDialog before={of(view, "drive")} places={places} onClose={onClose} />;
    case "walk":
      return <WalkDialog before={of(view, "walk")} known={entries} places={places} onClose={onClose} />;
  }
};
