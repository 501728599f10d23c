/**
 * Rounds half up, as people do on paper: 2.675 becomes 2.68 and 1.005 becomes 1.01, although neither has an
 * exact binary form and both are stored a little too small.
 *
 * Fifteen significant digits are what a double can promise; cutting there first removes the error of the
 * binary form and of a few additions, and cannot move a value that is truly below the half.
 */
export function roundHalfUp(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.floor(Number((value * scale).toPrecision(15)) + 0.5) / scale
}
