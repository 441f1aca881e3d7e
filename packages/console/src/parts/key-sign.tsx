/** Which keys do it, for the eye; whoever hears the button is told by its `aria-keyshortcuts`. */
export const KeySign = ({ keys }: { keys: string }) => (
  <span className="key-sign" aria-hidden="true">
    {keys}
  </span>
);
