import { boolean, choice, entity, json, many, one, text } from '../../language/index.ts'

export const fileProfile = entity('fileProfile', {
  area: 'integrations',
  doc: 'How an outside system writes its files: the signs between values, and which column means which field. Nothing said: as `contracts/files` lays them out.',
  fields: {
    code: text({ max: 60, min: 1, unique: true, immutable: true, pattern: '^[A-Za-z0-9._-]+$' }),
    name: text({ max: 120, min: 1 }),
    delimiter: text({
      max: 2,
      min: 1,
      default: ',',
      pattern: '^([^"\\r\\n\\\\]|\\\\t)$',
      doc: 'csv: the sign between two values; `\\t` for a tab.',
    }),
    quote: text({
      max: 4,
      min: 1,
      default: '"',
      pattern: '^([^,;|\\t\\r\\n]|none)$',
      doc: 'csv: what stands around values that hold the delimiter or a line break; `none`: nothing does.',
    }),
    encoding: choice(['utf8', 'latin1', 'windows1252', 'utf16le'], {
      name: 'FileEncoding',
      default: 'utf8',
    }),
    header: boolean({ default: true, doc: 'csv: the first line names the columns; else they are called 1, 2, 3.' }),
    decimalSign: choice(['point', 'comma'], { name: 'DecimalSign', default: 'point' }),
    groupSign: choice(['none', 'point', 'comma', 'space', 'apostrophe'], {
      name: 'GroupSign',
      default: 'none',
      doc: 'What stands between thousands. none: a number that holds such a sign is refused, for `1.234` may be either.',
    }),
    dateFormat: text({
      max: 40,
      default: 'yyyy-MM-dd',
      doc: 'As in Unicode’s date patterns: `dd.MM.yyyy`, `yyyyMMdd`. Moments may be written in ISO 8601 besides.',
    }),
    trueValues: text({ max: 200, default: 'true,1,yes,X', doc: 'What means yes, parted by commas.' }),
    emptyMeans: choice(['unchanged', 'cleared'], {
      name: 'EmptyMeans',
      default: 'unchanged',
      doc: 'What an empty value does to a field: leaves it as it is, or empties it.',
    }),
    otherColumns: choice(['refuse', 'ignore'], {
      name: 'OtherColumns',
      default: 'refuse',
      doc: 'What becomes of columns that mean no field.',
    }),
    guardFormulas: boolean({
      default: false,
      doc: 'csv: an apostrophe goes before texts that a spreadsheet would run as formulas, and is taken off when they are read.',
    }),
    columns: json({
      shape: 'ColumnMapping',
      list: true,
      default: '[]',
      doc: 'Where the file’s columns are not called as the fields are.',
    }),
  },
  relations: {
    organization: one('organization', { immutable: true }),
    connectors: many('connector', 'profile'),
  },
  scopes: { organization: 'organization' },
  naturalKey: ['code'],
})
