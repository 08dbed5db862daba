import type { FaultBook, Seam } from './fault-book.ts';

type Method = (...args: never[]) => Promise<unknown>;

/** The same methods, some of which go wrong as the book says. */
export function withFaults<T extends object>(
  whole: T,
  book: FaultBook,
  seams: Readonly<Partial<Record<keyof T & string, Seam>>>,
): T {
  const spoiled = Object.entries(seams).map(([name, seam]) => {
    const method = whole[name as keyof T] as Method;
    const faulty = (...args: never[]) =>
      book.run(seam as Seam, conversationOf(args), () => method.apply(whole, args));
    return [name, faulty];
  });
  return { ...whole, ...Object.fromEntries(spoiled) };
}

/** Every call names its conversation: alone, or in what it asks for. */
function conversationOf([first]: readonly unknown[]): string {
  if (typeof first === 'string') return first;
  return (first as { conversationId: string }).conversationId;
}
