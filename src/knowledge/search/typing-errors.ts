/**
 * How many slips make one word of the other: a letter too many, too few, another, or two that changed places. Gives up
 * above `slipsMax` with `slipsMax + 1`.
 */
export function slipsBetween(a: string, b: string, slipsMax: number): number {
  if (Math.abs(a.length - b.length) > slipsMax || lettersApart(a, b) > 2 * slipsMax) return slipsMax + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let slips = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        slips = Math.min(slips, (before[column - 2] ?? 0) + 1);
      current.push(slips);
      least = Math.min(least, slips);
    }
    if (least > slipsMax) return slipsMax + 1;
    before = above;
    above = current;
  }
  return above[b.length] ?? slipsMax + 1;
}

/** Kinds of letters that only one of them has, at least; a slip makes two at most. Tells most pairs apart at once. */
function lettersApart(a: string, b: string): number {
  let different = kindsOf(a) ^ kindsOf(b);
  let count = 0;
  for (; different !== 0; count += 1) different &= different - 1;
  return count;
}

function kindsOf(word: string): number {
  let kinds = 0;
  for (let at = 0; at < word.length; at += 1) kinds |= 1 << (word.charCodeAt(at) & 31);
  return kinds;
}

/** Slips that are forgiven in a word: in a short one, another word is too near. */
export const slipsForgiven = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
