/** From one place to the other. A name in another script keeps its own direction and turns nothing else round. */
export const Way = ({ from, to }: { from: string; to: string }) => (
  <>
    <bdi>{from}</bdi> <span className="arrow">→</span> <bdi>{to}</bdi>
  </>
);
