/** Who the business says a visitor is. */
export interface Identity {
  /** The business's own customer id. */
  readonly businessId: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
}
