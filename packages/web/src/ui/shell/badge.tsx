/** How many messages are unread; nothing for none. */
export function Badge({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span class="badge">
      <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
      <span class="hidden-text">{count} unread</span>
    </span>
  );
}
