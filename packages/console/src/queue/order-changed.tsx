import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import type { HeldOrder } from "./held-order.ts";

/** The list is not moved under anybody's hand; that it would have moved is said here, a *now* aloud. */
export const OrderChanged = ({ order, onFollow }: { order: HeldOrder; onFollow(): void }) => {
  const { t } = useWords();
  return (
    <div className="order-changed" role={order.now > 0 ? "alert" : "status"}>
      {order.changed ? (
        <p className="row small">
          {order.now > 0 ? (
            <b className="sign danger">
              <Icon name="warning" />
              {t("queue.now-came", { n: order.now })}
            </b>
          ) : (
            <span className="quiet">
              {order.fresh > 0 ? t("queue.came", { n: order.fresh }) : t("queue.order-changed")}
            </span>
          )}
          <button type="button" className="button" data-filled={order.now > 0 || undefined} onClick={onFollow}>
            {t("queue.follow")}
          </button>
        </p>
      ) : null}
    </div>
  );
};
