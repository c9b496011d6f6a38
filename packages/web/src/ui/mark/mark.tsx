import "./mark.css";

/** The mark: two telephones on one line. `drawn`: the cord is drawn once, where the mark stands alone. */
export function Mark({ size = 28, drawn = false }: { size?: number; drawn?: boolean }) {
  return (
    <svg
      class={`mark ${drawn ? "mark-drawn" : ""}`}
      width={size}
      height={size / 2}
      viewBox="0 0 56 28"
      fill="none"
      stroke="currentColor"
      stroke-width="5"
      stroke-linecap="round"
      aria-hidden="true"
    >
      <circle cx="9.5" cy="18" r="6.5" />
      <path
        class="mark-cord"
        pathLength="1"
        d="M16 18c4.2 0 5.6-3.2 7-7s2.4-7.5 5.2-7.5 4 3.7 4.8 7.5S35 18 40 18"
      />
      <circle cx="46.5" cy="18" r="6.5" />
    </svg>
  );
}
