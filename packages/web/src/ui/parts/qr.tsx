import "./qr.css";
import { useEffect, useState } from "preact/hooks";

/** Light modules around the code (ISO/IEC 18004, 9.1): scanners need them to find it. */
const QUIET = 4;

/** A QR code, dark on light in both themes because many scanners take nothing else. As wide as what holds it. */
export function Qr({ text, label }: { text: string; label: string }) {
  const [code, setCode] = useState<{ size: number; path: string }>();
  useEffect(() => {
    let current = true;
    // On first use: most visits show none.
    void import("uqr").then(({ encode }) => {
      const { data, size } = encode(text, { ecc: "M", border: QUIET });
      if (current) setCode({ size, path: pathOf(data) });
    });
    return () => {
      current = false;
    };
  }, [text]);
  return (
    <div class="qr">
      {code && (
        <svg
          viewBox={`0 0 ${code.size} ${code.size}`}
          role="img"
          aria-label={label}
          shape-rendering="crispEdges"
        >
          <path d={code.path} fill="currentColor" />
        </svg>
      )}
    </div>
  );
}

/** One rectangle for every run of dark modules in a row. */
function pathOf(rows: boolean[][]): string {
  let path = "";
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x++;
      path += `M${from} ${y}h${x - from + 1}v1H${from}z`;
    }
  }
  return path;
}
