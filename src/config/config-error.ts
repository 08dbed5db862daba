/** The environment is wrong or half set. The message is one line that names the variable, and no value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
