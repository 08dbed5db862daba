/** One payment back to a customer. */
export interface Refund {
  readonly refundId: string;
  readonly amountCents: number;
}

const refunds = new Map<string, Refund>();

/** The shop's payment system: asked again with the same key, it gives the first refund instead of paying twice. */
export function payBack(effectKey: string, amountCents: number): Refund {
  const earlier = refunds.get(effectKey);
  if (earlier) return earlier;
  const refund = { refundId: `R-${5_001 + refunds.size}`, amountCents };
  refunds.set(effectKey, refund);
  return refund;
}
