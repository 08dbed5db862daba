/**
 * Thrown by a tool that did nothing, and would do nothing if it were asked again: no such order, already shipped. Its
 * message is for the model. Any other error leaves open what happened, and may be retried.
 */
export class ToolRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ToolRefusal';
  }
}
