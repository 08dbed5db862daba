/** Where knowledge tells what it does; texts of documents and questions never stand in it. */
export interface KnowledgeLog {
  info(details: object, text: string): void;
  warn(details: object, text: string): void;
}
