export const MAX_RECORD_CHARACTERS = 1_000_000;

/** How a table is read: ragged rows and stray quotes are taken as they stand. */
export const PARSER_OPTIONS = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  max_record_size: MAX_RECORD_CHARACTERS,
};
