/**
 * Thrown by a tool whose far end says that the call failed and that nothing happened. Its message is for the model.
 * Asked again it would fail again, so it isn't.
 */
export class ToolFailure extends Error {
  override readonly name = 'ToolFailure';
}
