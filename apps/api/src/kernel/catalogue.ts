/** One way of saying No: HTTP status, the sentence for people with {params}, and what to do about it. */
export interface CatalogueEntry {
  status:
    400 | 401 | 402 | 403 | 404 | 405 | 406 | 409 | 410 | 412 | 413 | 415 | 422 | 428 | 429 | 500 | 502 | 503 | 504
  text: string
  advice: string
}

/** Every refusal that any door can answer with, sorted by code. Codes are promises: add, never rename. */
export const catalogue = {
  ACCESS_TOKEN_EXPIRED: {
    status: 401,
    text: 'The access token is too old.',
    advice: 'Take a new one at /oauth2/token.',
  },
  ACCESS_TOKEN_INVALID: {
    status: 401,
    text: 'The access token is not one of ours.',
    advice: 'Take one at /oauth2/token, and send it as Authorization: Bearer ….',
  },
  ACCESS_TOKEN_REQUIRED: {
    status: 401,
    text: 'The back office asks who calls, and the request does not say so.',
    advice: 'Take a token at /oauth2/token, and send it as Authorization: Bearer ….',
  },
  ACCESS_TOKEN_REVOKED: {
    status: 401,
    text: 'The access token was taken back, or its owner was switched off.',
    advice: 'Ask an administrator; where it was you who took it back, take a new one at /oauth2/token.',
  },
  ADDRESS_NOT_ALLOWED: {
    status: 403,
    text: 'This may not be called from {address}.',
    advice: 'Call from an address that is on the list of the client or the user, or have the list extended.',
  },
  ALREADY_EXISTS: {
    status: 409,
    text: 'There is a {entity} with this {fields} already.',
    advice: 'Change that one, send an upsert, or give another value.',
  },
  BATCH_TOO_LARGE: {
    status: 413,
    text: 'A batch holds at most {maximum} records.',
    advice: 'Send the records in several batches.',
  },
  BODY_INVALID: {
    status: 400,
    text: 'The body of the request cannot be read.',
    advice: 'Send well-formed JSON with the content type application/json.',
  },
  BODY_TOO_DEEP: {
    status: 400,
    text: 'The JSON is nested more than {maximum} levels deep.',
    advice: 'Send it flatter.',
  },
  CAMPAIGN_INCOMPLETE: {
    status: 422,
    text: 'This campaign cannot be sent: {problem}.',
    advice: 'Complete it, then repeat.',
  },
  CART_EMPTY: { status: 422, text: 'The cart is empty.', advice: 'Add a product before you check out.' },
  CART_FULL: {
    status: 422,
    text: 'A cart holds at most {max} different products.',
    advice: 'Order what is in it first, then begin another cart.',
  },
  CATEGORY_CIRCLE: {
    status: 422,
    text: 'A category cannot stand below itself.',
    advice: 'Choose a parent that is not below it.',
  },
  CHECKOUT_ALREADY_PLACED: {
    status: 409,
    text: 'This checkout was already placed.',
    advice: 'Read the checkout: it names the order or the payment that is under way.',
  },
  CHECKOUT_EXPIRED: {
    status: 410,
    text: 'This checkout is no longer held for you.',
    advice: 'Begin checkout again from the cart; nothing was charged.',
  },
  CHECKOUT_INCOMPLETE: {
    status: 422,
    text: 'The checkout still lacks: {missing}.',
    advice: 'Complete the named steps, then place the order.',
  },
  CHECKOUT_NOT_FOUND: {
    status: 404,
    text: 'There is no such checkout for you.',
    advice: 'Begin checkout from the cart.',
  },
  CLIENT_HAS_NO_SECRET: {
    status: 409,
    text: 'An app keeps no secret: it comes by authorization code and PKCE.',
    advice: 'Make an API client of the kind integration for what calls by its own name.',
  },
  CLIENT_ID_NOT_ALLOWED: {
    status: 403,
    text: 'New rows get their ids from us.',
    advice: 'Leave the id out; name the row by a natural key, or by a lid inside an atomic request.',
  },
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
  CONFLICT: {
    status: 409,
    text: 'Someone else changed this at the same moment.',
    advice: 'Read it again and repeat your change.',
  },
  COUNTRY_NOT_SERVED: {
    status: 422,
    text: 'We do not deliver to {country}.',
    advice: 'Use an address in a country that is offered.',
  },
  CREDENTIALS_WRONG: {
    status: 401,
    text: 'E-mail or password is not right.',
    advice: 'Check both, or reset the password.',
  },
  CREDIT_LIMIT_EXCEEDED: {
    status: 403,
    text: 'What this customer owes is more than their credit limit.',
    advice: 'Pay what is due, or ask the shop.',
  },
  CURRENCY_NOT_OFFERED: {
    status: 422,
    text: 'This shop does not sell in {currency}.',
    advice: 'Use one of the currencies of the website.',
  },
  CURSOR_INVALID: {
    status: 400,
    text: 'The cursor is not one of ours, or belongs to another sorting.',
    advice: 'Begin again without a cursor.',
  },
  CUSTOMER_BLOCKED: {
    status: 403,
    text: 'This customer is blocked for {what}.',
    advice: 'Ask the shop.',
  },
  DOCUMENT_INVALID: {
    status: 400,
    text: 'This is no JSON:API document: {problem}.',
    advice: 'See https://jsonapi.org/format/1.1/ and the OpenAPI document of this API.',
  },
  DOCUMENT_STANDS: {
    status: 409,
    text: '{entity} {number} is here already, and says otherwise: {difference}.',
    advice: 'What was entered stands; correct it by a document of its own.',
  },
  DRY_RUN_NOT_POSSIBLE: {
    status: 400,
    text: '{action} speaks with the outside and cannot be rehearsed.',
    advice: 'Call it without dryRun.',
  },
  EMAIL_TAKEN: {
    status: 409,
    text: 'There is already an account with this e-mail address.',
    advice: 'Sign in, or reset the password.',
  },
  EXCHANGE_FILE_EMPTY: {
    status: 422,
    text: 'The file {file} holds nothing.',
    advice: 'Send it again with its content; where there is nothing to say, send no file.',
  },
  EXCHANGE_FILE_UNCLAIMED: {
    status: 422,
    text: 'No connector reads files called {file}.',
    advice: "Give the file a name that a connector expects, or add that name to the connector's fileMask.",
  },
  EXCHANGE_FILE_IN_FOLDER: {
    status: 422,
    text: '{file} lies in a folder below inbound/, where no connector looks.',
    advice: 'Put files into inbound/ itself; their names tell connectors apart.',
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
  FIELD_INVALID: {
    status: 400,
    text: '{field}: {problem}.',
    advice: 'Correct the field that is named and send it again.',
  },
  FIELD_READ_ONLY: {
    status: 400,
    text: '{field} cannot be written here.',
    advice: 'Leave it out; where it changes by an action, call that.',
  },
  FIELD_REQUIRED: { status: 400, text: '{field} is missing.', advice: 'Send the field that is named.' },
  FIELD_TOO_LONG: {
    status: 400,
    text: '{field} is longer than {maximum} characters.',
    advice: 'Shorten the field that is named.',
  },
  FIELD_UNKNOWN: {
    status: 400,
    text: 'There is no field {field} here.',
    advice: 'Remove it, or check its spelling in the schema.',
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
  FILTER_REQUIRED: {
    status: 400,
    text: 'To delete many rows of {entity}, a filter must say which.',
    advice: 'Add filter[…]; with dryRun=true you are told how many it finds.',
  },
  FILTER_TOO_COSTLY: {
    status: 400,
    text: 'This filter would walk through all rows of {entity}, which has an index on {indexed}.',
    advice: 'Narrow it by one of the fields that have an index.',
  },
  FORBIDDEN: {
    status: 403,
    text: 'You may not do this: {what}.',
    advice: 'Ask an administrator for a role that allows it.',
  },
  IDEMPOTENCY_KEY_IN_USE: {
    status: 409,
    text: 'The first request with this idempotency key is still under way.',
    advice: 'Send it again after the seconds of the header Retry-After: it will get the answer of the first one.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 409,
    text: 'This idempotency key was used for a different request.',
    advice: 'Use a fresh key for each new request, and the same one only to repeat it.',
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
  INTERNAL: {
    status: 500,
    text: 'Something went wrong on our side.',
    advice: 'Try again; if it stays, tell us the request id.',
  },
  INTROSPECTION_OFF: {
    status: 403,
    text: 'Introspection is switched off.',
    advice: 'Use the published schema, or set INTROSPECTION=on.',
  },
  INVOICE_INCOMPLETE: {
    status: 422,
    text: 'This invoice cannot be issued: {problem}.',
    advice: 'Correct the draft, then issue it.',
  },
  INVOICE_SETTLED: {
    status: 409,
    text: 'Something was paid or credited for this invoice.',
    advice: 'Draft a credit note for what is to be taken back.',
  },
  JOB_INCOMPLETE: {
    status: 409,
    text: 'Not all records of this job have arrived, and none was applied.',
    advice: 'Send the whole batch again.',
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
  MEDIA_NOT_FOUND: { status: 404, text: 'There is no picture at this address.', advice: 'Check the key.' },
  MEDIA_SIZE_UNKNOWN: {
    status: 400,
    text: 'Pictures are not served in this size or format.',
    advice: 'Ask for one of the widths and formats in params.',
  },
  MEDIA_TYPE_NOT_ACCEPTED: {
    status: 415,
    text: 'A body of the type {given} cannot be read here.',
    advice: 'Send JSON with the content type application/json.',
  },
  MEDIA_UNREADABLE: {
    status: 422,
    text: 'The original of this picture is damaged.',
    advice: 'Upload it again.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    text: '{method} is not possible here.',
    advice: 'Use one of the methods that the header Allow names.',
  },
  NOT_ACCEPTABLE: {
    status: 406,
    text: 'We answer with {offered} only.',
    advice: 'Send that, or */*, as Accept.',
  },
  NOT_ENOUGH_STOCK: {
    status: 409,
    text: 'Only {available} {unit} of {sku} can be delivered.',
    advice: 'Lower the quantity or choose another product.',
  },
  NOT_FOUND: { status: 404, text: 'There is no {what} like this for you.', advice: 'Check the id.' },
  OPERATION_NOT_ALLOWED: {
    status: 403,
    text: 'This address runs known operations only.',
    advice: 'Send one of those in contracts/graphql/storefront-operations.json, by its id or as it stands there.',
  },
  ORDER_LAST_LINE: {
    status: 409,
    text: 'This is the only line of the order.',
    advice: 'Cancel the order, or add another line first.',
  },
  ORDER_LINE_PACKED: {
    status: 409,
    text: '{packed} {unit} of {sku} are in a shipment that is being made.',
    advice: 'Cancel that shipment first, or keep as much in the order.',
  },
  ORDER_NOT_FOUND: {
    status: 404,
    text: 'There is no such order for you.',
    advice: 'Check the number, or sign in as its buyer.',
  },
  ORDER_SHIPPED: {
    status: 409,
    text: 'Something of this order is on its way already.',
    advice: 'Have it sent back, and refund the payment.',
  },
  PAGE_SIZE_INVALID: {
    status: 400,
    text: 'A page has between 1 and {maximum} entries.',
    advice: 'Ask for fewer, and follow the cursor.',
  },
  PARAMETER_UNKNOWN: {
    status: 400,
    text: 'The parameter {parameter} has no meaning here, where these have one: {known}.',
    advice: 'Use one of those, or leave it out.',
  },
  PASSWORD_TOO_WEAK: {
    status: 422,
    text: 'The password needs at least {minimum} characters and must not be a common one.',
    advice: 'Choose a longer one; a few words in a row are good.',
  },
  PAYMENT_AMOUNT_UNSUPPORTED: {
    status: 422,
    text: '{amount} {currency} cannot be paid this way: {problem}.',
    advice: 'Choose another payment method or another currency.',
  },
  PAYMENT_DECLINED: {
    status: 402,
    text: 'The payment was declined.',
    advice: 'Try another card or ask your bank. Nothing was charged.',
  },
  PAYMENT_METHOD_UNAVAILABLE: {
    status: 422,
    text: 'This purchase cannot be paid by {method}.',
    advice: 'Ask for the payment options, and choose one of them.',
  },
  PAYMENT_NOT_FOUND: {
    status: 404,
    text: 'The payment service knows no such payment of ours.',
    advice:
      'A payment that can be read here was made with other keys, or is one of the demo data, of which no payment service has heard: pay for an order to try it. Else check the id.',
  },
  PAYMENT_PENDING: {
    status: 409,
    text: 'The payment is not finished yet.',
    advice: 'Finish it in the payment form, then ask again.',
  },
  PAYMENT_PROVIDER_REJECTED: {
    status: 502,
    text: 'The payment service refused our request.',
    advice: 'Tell the shop: its payment settings need attention. Nothing was charged.',
  },
  PAYMENT_PROVIDER_UNAVAILABLE: {
    status: 503,
    text: 'The payment service cannot be reached at the moment.',
    advice: 'Try again in a minute. Nothing was charged.',
  },
  PAYMENT_REFUND_EXCEEDS: {
    status: 422,
    text: 'Less than this is left to refund.',
    advice: 'Read the payment again and refund at most what is left of it.',
  },
  PAYMENT_STATE_CONFLICT: {
    status: 409,
    text: 'The payment is not in a state in which this is possible.',
    advice: 'Read the payment again: it may have been paid, cancelled or disputed meanwhile.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 404,
    text: 'No operation is known by this id.',
    advice: 'Send the whole query.',
  },
  PRICE_CHANGED: {
    status: 409,
    text: 'A price changed since you last saw your total: {was} before, {now} now.',
    advice: 'Look at the new total and place the order again.',
  },
  PRICE_MISSING: {
    status: 422,
    text: '{sku} has no price for this quantity here.',
    advice: 'Choose another unit or quantity, or ask for a quote.',
  },
  PRODUCT_NEEDS_VARIANT: {
    status: 422,
    text: '{sku} comes in variants.',
    advice: 'Choose one of its variants and add that.',
  },
  PRODUCT_UNAVAILABLE: {
    status: 409,
    text: '{sku} cannot be bought at the moment.',
    advice: 'Remove it from the cart or choose another product.',
  },
  QUANTITY_INVALID: {
    status: 400,
    text: '"{quantity}" is no quantity that can be ordered.',
    advice: 'Send a positive decimal number such as "3" or "2.5".',
  },
  QUANTITY_PRECISION: {
    status: 422,
    text: '{quantity} is too fine: the unit {unit} has {precision} decimals.',
    advice: 'Round the quantity to what the unit allows.',
  },
  QUANTITY_TOO_LARGE: {
    status: 422,
    text: '{quantity} is more than the {maximum} {unit} that one order may have.',
    advice: 'Lower the quantity, or ask for a quote.',
  },
  QUANTITY_TOO_SMALL: {
    status: 422,
    text: '{quantity} is less than the {minimum} {unit} that must be ordered.',
    advice: 'Raise the quantity.',
  },
  QUERY_INVALID: { status: 400, text: 'The query cannot be read: {problem}.', advice: 'Check it against the schema.' },
  QUERY_TOO_COSTLY: {
    status: 400,
    text: 'The query asks for too much at once.',
    advice: 'Ask for smaller pages or fewer fields.',
  },
  QUERY_TOO_DEEP: {
    status: 400,
    text: 'The query nests deeper than {maximum} levels.',
    advice: 'Ask in several smaller queries.',
  },
  QUOTE_EXPIRED: { status: 410, text: 'This quote is good no more.', advice: 'Ask for a new one.' },
  QUOTE_INCOMPLETE: {
    status: 422,
    text: 'This quote cannot be sent: {problem}.',
    advice: 'Complete the draft, then send it.',
  },
  RATE_LIMITED: {
    status: 429,
    text: 'Too many requests.',
    advice: 'Slow down; the header Retry-After says how many seconds to wait.',
  },
  REFERENCE_NOT_FOUND: {
    status: 422,
    text: '{field} names a {entity} that does not exist: {value}.',
    advice: 'Create it first, or correct the reference.',
  },
  REGION_UNKNOWN: {
    status: 422,
    text: '"{region}" is no region of {country}.',
    advice: 'Use the ISO 3166-2 code without the country, such as CA.',
  },
  RELATED_TOO_MANY: {
    status: 400,
    text: '{relation} has more than {maximum} rows.',
    advice: 'Leave it out of the include, and page through it at its own address.',
  },
  REQUEST_TOO_LARGE: { status: 413, text: 'The request is larger than {maximum} bytes.', advice: 'Send less at once.' },
  SESSION_EXPIRED: { status: 401, text: 'Your session has ended.', advice: 'Sign in again.' },
  SESSION_INVALID: { status: 401, text: 'The token is not valid.', advice: 'Sign in again, or leave the header out.' },
  SESSION_REQUIRED: {
    status: 401,
    text: 'This belongs to somebody, and the request does not say who asks.',
    advice: 'Send the token that the first write answered, as Authorization: Bearer pt_….',
  },
  SHIPMENT_EMPTY: { status: 422, text: 'This shipment holds nothing.', advice: 'Add lines to it first.' },
  SHIPMENT_EXCEEDS: {
    status: 422,
    text: '{sku}: {left} {unit} of this order are left to ship.',
    advice: 'Lower the quantity of the line.',
  },
  SHIPPING_METHOD_UNAVAILABLE: {
    status: 422,
    text: 'This shipping method is not offered for the cart and address.',
    advice: 'Read the shipping options again and choose one of them.',
  },
  SHOPPING_LISTS_FULL: {
    status: 422,
    text: 'Somebody has at most {max} shopping lists.',
    advice: 'Remove one first.',
  },
  SHOPPING_LIST_FULL: {
    status: 422,
    text: 'A shopping list holds at most {max} different products.',
    advice: 'Begin another list.',
  },
  SIGN_IN_EXPIRED: {
    status: 410,
    text: 'This sign-in is over, or was begun in another browser.',
    advice: 'Go back to the app and sign in from there again.',
  },
  SIGN_IN_REQUIRED: { status: 401, text: 'This needs you to be signed in.', advice: 'Sign in and repeat the request.' },
  SORT_TOO_COSTLY: {
    status: 400,
    text: 'This order would walk through all rows of {entity}, which has an index on {indexed}.',
    advice: 'Sort by one of the fields that have an index, or narrow the list by one of them.',
  },
  STILL_REFERENCED: {
    status: 409,
    text: 'This {entity} is still in use by {by}.',
    advice: 'Delete or move what uses it first.',
  },
  TOKEN_EXPIRED: {
    status: 410,
    text: 'This link was used already, or is too old.',
    advice: 'Ask for a new one.',
  },
  TOKEN_FOR_BACK_OFFICE: {
    status: 401,
    text: 'This token opens the back office, not the shop.',
    advice: 'Call /admin/api or /admin/graphql with it, and the shop with the token that its first write answers.',
  },
  TOKEN_FOR_STOREFRONT: {
    status: 401,
    text: 'This token opens the shop, not the back office.',
    advice: 'Take a token for the back office at /oauth2/token.',
  },
  TOOK_TOO_LONG: {
    status: 503,
    text: 'This question took too long to answer.',
    advice: 'Ask for less: fewer facets, a narrower search, a smaller page. Or try again in a moment.',
  },
  TOO_MANY_ROWS: {
    status: 409,
    text: 'This concerns {count} rows of {entity}, and at most {maximum} go at once.',
    advice: 'Narrow the filter, and repeat it part by part.',
  },
  TRANSITION_NOT_ALLOWED: {
    status: 409,
    text: 'This {entity} is {state}: {action} is not possible.',
    advice: 'Read its state: someone else may have changed it.',
  },
  TYPE_CONFLICT: {
    status: 409,
    text: 'The body names {given}, and the address {type}.',
    advice: 'Send the resource that the address names.',
  },
  UNIT_NOT_SOLD: {
    status: 422,
    text: '{sku} is not sold by the {unit}.',
    advice: 'Use one of the units that the product lists.',
  },
  VERSION_NOT_POSSIBLE: {
    status: 400,
    text: '{what} cannot be made to hang on the version of a row.',
    advice: 'Leave If-Match or ifVersion away. Of atomic operations, each says its own as meta.ifVersion.',
  },
  VERSION_OUTDATED: {
    status: 412,
    text: 'This {entity} was changed by someone else since you read it.',
    advice: 'Read it again, apply your change to what is so now, and send the new ETag.',
  },
  VERSION_REQUIRED: {
    status: 428,
    text: 'A change must say which version it is made from.',
    advice: 'Read the row and send its ETag as If-Match.',
  },
  WEBHOOK_MALFORMED: {
    status: 400,
    text: 'The message cannot be read.',
    advice: "Send the provider's JSON unchanged.",
  },
  WEBHOOK_SIGNATURE_INVALID: {
    status: 400,
    text: 'The signature of the message does not fit.',
    advice: 'Check the signing secret and that nothing rewrites the body on the way.',
  },
  WEBHOOK_SWITCHED_OFF: {
    status: 409,
    text: 'Nothing is sent to this subscription: {problem}.',
    advice: 'Switch it on, give it a secret by its action rotateSecret, and try again.',
  },
  WEBHOOK_TARGET_REFUSED: {
    status: 422,
    text: 'Messages cannot be sent to {url}: it {problem}.',
    advice:
      'Name an https address of the public internet; where private ones are meant, the house must allow them (WEBHOOK_ALLOW_PRIVATE).',
  },
  WORKBOOK_UNREADABLE: {
    status: 422,
    text: 'The workbook cannot be read or written: {problem}.',
    advice: 'Save it as an Excel workbook (.xlsx) without a password, or exchange CSV.',
  },
  WSSE_INVALID: {
    status: 401,
    text: 'The WSSE UsernameToken is not right.',
    advice: 'Check user name, key, and digest: base64(sha1(nonce + created + key)), with the nonce decoded.',
  },
  WSSE_NONCE_USED: {
    status: 401,
    text: 'This WSSE nonce was used already.',
    advice: 'Make a new nonce for every request.',
  },
  WSSE_OFF: {
    status: 401,
    text: 'WSSE UsernameToken is switched off.',
    advice: 'Use OAuth 2.0 at /oauth2/token; the house switches WSSE on by WSSE=on, and for each person by `wsse`.',
  },
  WSSE_TOO_OLD: {
    status: 401,
    text: 'The WSSE UsernameToken was made more than {seconds} seconds from now.',
    advice: 'Set the clock of your machine, and make a new token for every request.',
  },
  XML_DTD_REFUSED: {
    status: 422,
    text: 'The file brings a DTD or entities of its own (line {line}), which are not read.',
    advice: 'Leave out the document type; write characters as themselves.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>

/** A stable code of the catalogue. */
export type RefusalCode = keyof typeof catalogue
