import type { CatalogueEntry } from './entry.ts'

/** Files, the systems that send them, and media. Sorted by code. */
export const files = {
  CODE_NOT_MAPPED: {
    status: 422,
    text: '{code} in {field} has no counterpart here: {setting} in the settings of the integration does not name it.',
    advice: 'Add it there, then send the file again.',
  },
  CONDITION_NOT_SPOKEN: {
    status: 422,
    text: 'The condition {condition} {problem}.',
    advice:
      'Leave it out of the message, or set otherConditions to skip; see docs/guides/sap.md for what prices can say here.',
  },
  DOCUMENT_INCOMPLETE: {
    status: 422,
    text: 'Nothing of the document that begins here is done: {problem}.',
    advice: 'Correct the file, and send the document whole once more.',
  },
  EXCHANGE_FILE_EMPTY: {
    status: 422,
    text: 'The file {file} holds nothing.',
    advice: 'Send it again with its content; where there is nothing to say, send no file.',
  },
  EXCHANGE_FILE_IN_FOLDER: {
    status: 422,
    text: '{file} lies in a folder below inbound/, where no connector looks.',
    advice: 'Put files into inbound/ itself; their names tell connectors apart.',
  },
  EXCHANGE_FILE_UNCLAIMED: {
    status: 422,
    text: 'No connector reads files called {file}.',
    advice: "Give the file a name that a connector expects, or add that name to the connector's fileMask.",
  },
  EXCHANGE_FILE_WITHOUT_DATA: {
    status: 422,
    text: '{file} says that a file is complete, and that file is not there.',
    advice: 'Send the file first, and the .done file after it.',
  },
  EXCHANGE_NOTHING_TO_READ: {
    status: 409,
    text: 'No file waits for this connector.',
    advice: "Put a file into inbound/ whose name fits its fileMask, complete by the account's rule, and try again.",
  },
  EXCHANGE_OUTSIDE_DEED: {
    status: 422,
    text: '{action} speaks with the outside, and cannot be a part of a file.',
    advice: 'Call it at a door.',
  },
  EXCHANGE_SWITCHED_OFF: {
    status: 409,
    text: 'Nothing is exchanged here: {problem}.',
    advice: 'Switch it on or resume it, then try again.',
  },
  EXCHANGE_TOO_MANY_REFUSED: {
    status: 422,
    text: '{refused} of {read} records would be refused; at most {maximum} per cent may.',
    advice: 'Correct the records that are named, and send the file again.',
  },
  EXCHANGE_WOULD_WRITE_ALL: {
    status: 409,
    text: 'This connector writes each row when there is news of it; it would write all rows once more.',
    advice: 'Name the rows that are to be written again (rowIds), or say full: true where it is all of them.',
  },
  FILE_BEING_WRITTEN: {
    status: 409,
    text: '{path} is not finished: whoever brings it has not closed it.',
    advice: 'Wait until it is closed, or go on writing it to its end.',
  },
  FILE_BROKEN: {
    status: 422,
    text: 'Line {line} cannot be read, nor what follows it: {problem}.',
    advice: 'Correct the line and send the whole file again; where values hold quotes, each of them is written twice.',
  },
  FILE_COLUMN_MISSING: {
    status: 422,
    text: 'The file lacks the columns {columns}; it has {found}.',
    advice:
      'Add them, or map others to these fields in the file’s profile; check its delimiter too. contracts/files names every column.',
  },
  FILE_COLUMN_TWICE: {
    status: 422,
    text: 'The file has these columns more than once: {columns}.',
    advice: 'Leave one of each.',
  },
  FILE_COLUMN_UNKNOWN: {
    status: 422,
    text: 'The file has columns that mean nothing of a {entity}: {columns}.',
    advice:
      'Correct their names, map them in the file’s profile, or have it ignore other columns. contracts/files names every column.',
  },
  FILE_EMPTY: {
    status: 422,
    text: 'The file holds nothing.',
    advice: 'Send it again when it is whole; a file without records has at least its header.',
  },
  FILE_EXISTS: {
    status: 409,
    text: '{path} is there already.',
    advice: 'Take another name, or take away what is there first.',
  },
  FILE_LOST: {
    status: 409,
    text: 'What came of {path} was not taken: {problem}.',
    advice: 'Bring the file once more.',
  },
  FILE_NOT_FOUND: {
    status: 404,
    text: 'There is no {path}.',
    advice: 'List the folder; upper and lower case are told apart.',
  },
  FILE_NOT_IN_ENCODING: {
    status: 422,
    text: 'The file is not written in {encoding}: {hint}.',
    advice: 'Have it written in that encoding, or set the encoding of the file’s profile to the one it is written in.',
  },
  FILE_OUT_OF_PLACE: {
    status: 422,
    text: 'A piece of {path} came out of its order, which this store cannot take.',
    advice: 'Send the file from its beginning to its end, or begin anew.',
  },
  FILE_PATH_REFUSED: {
    status: 422,
    text: '{path} cannot be used so: {problem}.',
    advice: 'Use plain names without \\ and control characters, below the folders of the account.',
  },
  FILE_PROFILE_INVALID: {
    status: 422,
    text: 'The file’s profile or connector does not fit: {entity} has no column {field}.',
    advice: 'Use the names that contracts/files gives to its columns.',
  },
  FILE_QUOTA_USED_UP: {
    status: 413,
    text: '{path} would take {account} over its quota of {quota} bytes; {used} are used.',
    advice: 'Take away what is not needed any more, or have the quota raised.',
  },
  FILE_REQUEST_UNSUPPORTED: {
    status: 405,
    text: 'The files of partners know no {what}.',
    advice: 'Do without it: reading, writing, renaming and folders are what there is.',
  },
  FILE_RIGHT_MISSING: {
    status: 403,
    text: '{account} may not {deed} in {folder}.',
    advice: 'Use a folder that is open for it, or have the rights of the account extended.',
  },
  FILE_STORE_FULL: {
    status: 503,
    text: 'The store is full, and {path} was not kept.',
    advice: 'Try again later; whoever runs this house has to make room.',
  },
  FILE_TOO_MANY_OPEN: {
    status: 429,
    text: 'This session has {maximum} files and folders open, which is as many as it may.',
    advice: 'Close some of them first.',
  },
  FILE_TYPE_UNKNOWN: {
    status: 415,
    text: 'Files of the type {given} are not kept here; {accepted} are.',
    advice: 'Send one of these, and say in Content-Type which it is.',
  },
  FILE_UNREADABLE: {
    status: 422,
    text: 'What was sent is no {type}, or it is damaged.',
    advice: 'Check the file, and that Content-Type says what it is.',
  },
  IDOC_FOR_TEST: {
    status: 422,
    text: 'This IDoc says of itself that it is a test (EDI_DC40/TEST), and is not posted.',
    advice:
      'To see what would become of it, use a dry run; to post it, send it without the mark, as partner profiles in production do.',
  },
  IDOC_LAYOUT_UNKNOWN: {
    status: 422,
    text: 'The segment {segment} of {message} is not read from flat files: where its fields begin is not known here.',
    advice:
      'Send the message as XML, or say in the connector’s settings how the segment is laid out (`segments`, as transaction WE60 prints it).',
  },
  IDOC_NOT_READ: {
    status: 422,
    text: 'An IDoc of the message {given} is not read here, where {known} are.',
    advice: 'Send it to the folder and under the name of the connector that is for it.',
  },
  IDOC_SENDER_UNKNOWN: {
    status: 422,
    text: 'The IDoc is from {sender}, and only those of {known} are read here.',
    advice: 'Send it to the shop that it is for, or add its sender to the setting `senders`.',
  },
  IDOC_UNREADABLE: {
    status: 422,
    text: 'This file holds no IDocs as SAP writes them: {problem} (line {line}).',
    advice: 'Send IDocs as XML, or flat with control records of 524 characters.',
  },
  INTEGRATION_MODULE_UNKNOWN: {
    status: 422,
    text: 'There is no module {module}; there are {known}.',
    advice: 'Name one of these, or register the module in build.ts.',
  },
  LINE_COLUMNS: {
    status: 422,
    text: 'The line has {found} values, and there are {expected} columns.',
    advice: 'Write every value, also empty ones; put those that hold the delimiter or a line break into quotes.',
  },
  LINE_UNREADABLE: {
    status: 422,
    text: 'The line cannot be read: {problem}.',
    advice: 'Write one JSON object on every line, without line breaks inside.',
  },
  MEDIA_BUSY: {
    status: 503,
    text: 'Too many pictures are being made at the moment.',
    advice: 'Ask again in a few seconds.',
  },
  MEDIA_SIZE_UNKNOWN: {
    status: 400,
    text: 'Pictures are not served in this size or format.',
    advice: 'Ask for one of the widths and formats in params.',
  },
  MEDIA_UNREADABLE: {
    status: 422,
    text: 'The original of this picture is damaged.',
    advice: 'Upload it again.',
  },
  WORKBOOK_UNREADABLE: {
    status: 422,
    text: 'The workbook cannot be read or written: {problem}.',
    advice: 'Save it as an Excel workbook (.xlsx) without a password, or exchange CSV.',
  },
  XML_DTD_REFUSED: {
    status: 422,
    text: 'The file brings a DTD or entities of its own (line {line}), which are not read.',
    advice: 'Leave out the document type; write characters as themselves.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>
