import type { Route } from "@fairlead/planner/routes";
import { useId } from "react";
import { useWords } from "../say/words.tsx";
import { letterOf, minuteText, pointsOf, ridesOf } from "./labels.ts";

type Props = {
  routes: readonly Route[];
  labels: readonly string[];
  weakest: readonly string[];
  chosen: number;
  onChoose(index: number): void;
};

/** The choices in words and numbers. On a phone each stands by itself, and says the same. */
export const RouteTable = ({ routes, labels, weakest, chosen, onChoose }: Props) => {
  const { t } = useWords();
  const name = useId();
  return (
    <table className="route-table">
      <caption className="hidden-visually">{t("journey.choices")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("journey.in-words")}</th>
          <th scope="col">{t("journey.arrives")}</th>
          <th scope="col">{t("journey.points")}</th>
          <th scope="col">{t("journey.price")}</th>
          <th scope="col">{t("journey.rides")}</th>
          <th scope="col">{t("journey.weakest")}</th>
        </tr>
      </thead>
      <tbody>
        {routes.map((route, index) => (
          <tr key={letterOf(index)} data-chosen={index === chosen || undefined}>
            <th scope="row">
              <label className="choice">
                <input type="radio" name={name} checked={index === chosen} onChange={() => onChoose(index)} />
                <span>
                  <b>{letterOf(index)}</b> {labels[index]}
                </span>
              </label>
            </th>
            <td data-label={t("journey.arrives")}>{minuteText(route.arrive)}</td>
            <td data-label={t("journey.points")}>
              <b>{pointsOf(route.exposure)}</b>
            </td>
            <td data-label={t("journey.price")}>{t("journey.money", { n: route.price })}</td>
            <td data-label={t("journey.rides")}>{ridesOf(route)}</td>
            <td data-label={t("journey.weakest")}>
              <bdi>{weakest[index]}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
