/** The round constants of SHA-512: the first 64 bits of the fractional parts of the cube roots of the first 80 primes
 *  (FIPS 180-4, 4.2.3). To work them out takes a page less than a millisecond, and to fetch them 1 kB: they look random. */
export function roundConstants(): bigint[] {
  const primes: bigint[] = [];
  for (let n = 2n; primes.length < 80; n++) if (primes.every((prime) => n % prime !== 0n)) primes.push(n);
  return primes.map((prime) => BigInt.asUintN(64, cubeRoot(prime << 192n)));
}

/** Rounded down, by Newton's method from above; of what is less than 2^204. */
function cubeRoot(of: bigint): bigint {
  let root = 1n << 68n;
  for (;;) {
    const next = (2n * root + of / (root * root)) / 3n;
    if (next >= root) return root;
    root = next;
  }
}
