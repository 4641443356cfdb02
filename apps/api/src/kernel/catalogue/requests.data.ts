import type { CatalogueEntry } from './entry.ts'

/** How something is asked, and what becomes of rows by it. Sorted by code. */
export const requests = {
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
    text: 'The body of the request cannot be read: {problem}.',
    advice: 'Send well-formed JSON in UTF-8.',
  },
  BODY_TOO_DEEP: {
    status: 400,
    text: 'The JSON is nested more than {maximum} levels deep.',
    advice: 'Send it flatter.',
  },
  CLIENT_ID_NOT_ALLOWED: {
    status: 403,
    text: 'New rows get their ids from us.',
    advice: 'Leave the id out; name the row by a natural key, or by a lid inside an atomic request.',
  },
  CONFLICT: {
    status: 409,
    text: 'Someone else changed this at the same moment.',
    advice: 'Read it again and repeat your change.',
  },
  CURSOR_INVALID: {
    status: 400,
    text: 'The cursor is not one of ours, or belongs to another sorting.',
    advice: 'Begin again without a cursor.',
  },
  DOCUMENT_INVALID: {
    status: 400,
    text: 'This is no JSON:API document: {problem}.',
    advice: 'See https://jsonapi.org/format/1.1/ and the OpenAPI document of this API.',
  },
  DRY_RUN_NOT_POSSIBLE: {
    status: 400,
    text: '{action} speaks with the outside and cannot be rehearsed.',
    advice: 'Call it without dryRun.',
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
  JOB_INCOMPLETE: {
    status: 409,
    text: 'Not all records of this job have arrived, and none was applied.',
    advice: 'Send the whole batch again.',
  },
  MEDIA_NOT_FOUND: { status: 404, text: 'There is no picture at this address.', advice: 'Check the key.' },
  MEDIA_TYPE_NOT_ACCEPTED: {
    status: 415,
    text: 'A body of the type {given} cannot be read here, but one of {accepted}.',
    advice: 'Send it in the form that is named, and say so by the header content-type.',
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
  NOT_FOUND: { status: 404, text: 'There is no {what} like this for you.', advice: 'Check the id.' },
  OPERATION_NOT_ALLOWED: {
    status: 403,
    text: 'This address runs known operations only.',
    advice: 'Send one of those in contracts/graphql/storefront-operations.json, by its id or as it stands there.',
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
  PERSISTED_QUERY_NOT_FOUND: {
    status: 404,
    text: 'No operation is known by this id.',
    advice: 'Send the whole query.',
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
  REFERENCE_NOT_FOUND: {
    status: 422,
    text: '{field} names a {entity} that does not exist: {value}.',
    advice: 'Create it first, or correct the reference.',
  },
  RELATED_TOO_MANY: {
    status: 400,
    text: '{relation} has more than {maximum} rows.',
    advice: 'Leave it out of the include, and page through it at its own address.',
  },
  REQUEST_TOO_LARGE: { status: 413, text: 'The request is larger than {maximum} bytes.', advice: 'Send less at once.' },
  REQUEST_TOO_SLOW: {
    status: 408,
    text: 'The body of the request did not arrive within {seconds} seconds.',
    advice: 'Send it again over a better line; many records go by a batch, which may take as long as it comes on.',
  },
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
} as const satisfies Readonly<Record<string, CatalogueEntry>>
