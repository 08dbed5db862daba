/** Every limit of knowledge, in one place. Units come last in each name. */
export const knowledgeBounds = {
  /** Documents in one base; those beyond are refused, in the order of their paths. */
  documentsMax: 5_000,
  /** Names of folders and files that one base may have, whether they are documents or not. */
  entriesMax: 20_000,
  /** Folders within folders. */
  depthMax: 16,
  pathTextMax: 500,
  markupBytesMax: 5_000_000,
  pdfBytesMax: 20_000_000,
  pdfPagesMax: 1_000,
  /** What a document may hold, in UTF-16 units. */
  documentTextMax: 2_000_000,
  passagesPerDocumentMax: 3_000,
  /** A passage's text, in UTF-16 units. */
  passageTextMax: 1_200,
  /** A section below this is joined with its neighbour. */
  passageTextMin: 400,
  /** A heading within a passage's title; a longer one is cut there and stands whole in the text. */
  headingTextMax: 120,
  titleTextMax: 300,
  /** Of a document; what is beyond is not looked up. */
  keywordsTextMax: 1_000,
  urlTextMax: 2_000,
  /** From opening a document to its passages. */
  readMsMax: 20_000,
  /** What a document's reading may take of memory, beyond what the reader has anyway. */
  readHeapMegabytesMax: 256,
  readBuffersMegabytesMax: 256,
  /** Between two looks through a folder. */
  lookEveryMs: 3_000,
  /** How long a worker keeps a base for itself without a sign of life. */
  holdMs: 20_000,
  /** What is looked for, in UTF-16 units and in words that count. */
  queryTextMax: 1_000,
  queryWordsMax: 32,
  /** Words of the knowledge that one asked word may stand for besides itself. */
  alternativesMax: 8,
  resultsMax: 20,
  /** Of each list that is fused. */
  candidatesMax: 50,
  /** Texts that a vendor is given at once. */
  embeddingBatchMax: 64,
  /** How long a search waits for the vendor's vector of its question, and in all for what compares meanings. */
  questionVectorMs: 700,
  meaningMs: 850,
  /** How long a search waits for what it keeps in memory; it goes on without. */
  warmUpMs: 600,
  /** Different words of one language in one base that typing errors and compounds are looked up in. */
  lexiconWordsMax: 100_000,
  /** Of those, words that an asked word is compared with because they look alike, begin or end like it. */
  wordsPerShelfMax: 2_000,
  /** Vectors kept in memory where the database can't compare them; beyond, full text alone. */
  vectorMegabytesMax: 256,
} as const;

/** Rises when documents are read or cut differently: then every document is read again. */
export const readingVersion = 2;
