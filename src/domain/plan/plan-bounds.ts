/** Every limit on plans. Units come last in each name. */
export const planBounds = {
  tasksMax: 16,
  /** Of a task; in UTF-16 units. */
  nameTextMax: 40,
  purposeTextMax: 200,
  pointerTextMax: 300,
  inputsMax: 32,
  /** Problems that a refused plan is sent back with. */
  problemsMax: 20,
  /** What the customer asked for, as a task names it. */
  partTextMax: 120,
  /** Plans of one request besides the first, in whichever turn it is gone on with. */
  replansMax: 1,
  /** Parts that a request must have for planning to pay: fewer are asked for at once without one. */
  partsMin: 3,
  /** What the model that plans may write. */
  outputTokensMax: 2_000,
  /** Arguments of a task's call, as JSON, in UTF-8 bytes; what is more than a call's own bound stays in the database. */
  argsBytesMax: 262_144,
  /** Rows that a table may be turned into. */
  rowsMax: 1_000,
  /** Text that an adapter looks at, in UTF-16 units. */
  adapterTextMax: 100_000,
} as const;
