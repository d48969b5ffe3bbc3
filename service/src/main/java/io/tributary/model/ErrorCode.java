package io.tributary.model;

import static io.tributary.model.Fault.EXTERNAL;
import static io.tributary.model.Fault.INTERNAL;
import static io.tributary.model.Fault.USER;

/**
 * Every failure that a caller can see, with the code, status and title that the contract gives it.
 */
public enum ErrorCode {
  // Gateway: before any service is reached. The body is {"error_code","message"}.
  TOKEN_MISSING(Family.GATEWAY, "403010", 403, "Oauth token is missing.", USER),
  TOKEN_INVALID(Family.GATEWAY, "401013", 401, "Oauth token is not valid", USER),
  API_KEY_MISSING(Family.GATEWAY, "403000", 403, "Api Key is required", USER),
  API_KEY_INVALID(Family.GATEWAY, "403003", 403, "Api Key is invalid", USER),
  ORG_MISSING(Family.GATEWAY, "400003", 400, "x-gw-ims-org-id header is missing", USER),
  PROFILE_INVALID(Family.GATEWAY, "403025", 403, "Profile is not valid", USER),
  TOO_MANY_REQUESTS(Family.GATEWAY, "429050", 429, "Too many requests", USER),

  BAD_BODY(Family.PLAIN, "BadRequestError", 400, "BadRequestError", USER),
  NOT_FOUND(Family.PLAIN, "NotFoundError", 404, "NotFoundError", USER),
  METHOD_NOT_ALLOWED(Family.PLAIN, "MethodNotAllowedError", 405, "MethodNotAllowedError", USER),
  BODY_TOO_LARGE(Family.PLAIN, "PayloadTooLargeError", 413, "PayloadTooLargeError", USER),
  TOKEN_REQUEST_INVALID(Family.OAUTH, "invalid_request", 400, "invalid_request", USER),
  GRANT_UNSUPPORTED(Family.OAUTH, "unsupported_grant_type", 400, "unsupported_grant_type", USER),
  TOKEN_REQUEST_REFUSED(Family.OAUTH, "invalid_client", 401, "invalid_client", USER),

  PROVIDER_REFUSED(Family.FLOW, "1100", 400, "Invalid request", EXTERNAL),
  PROVIDER_NOT_FOUND(Family.FLOW, "1101", 404, "Resource not found", EXTERNAL),
  PROVIDER_FAILED(Family.FLOW, "1102", 500, "Internal Error", EXTERNAL),
  PROVIDER_UNAVAILABLE(Family.FLOW, "1103", 503, "Service Unavailable", EXTERNAL),
  PROVIDER_TIMEOUT(Family.FLOW, "1104", 504, "Gateway Timeout", EXTERNAL),
  PARAMETER_MISSING(Family.FLOW, "1304", 400, "Bad Request", USER),
  CONNECTOR_UNSUPPORTED(Family.FLOW, "1305", 400, "Bad Request", USER),
  TARGET_SPEC_WRONG(Family.FLOW, "1307", 400, "Bad Request", USER),
  PARAMETER_INVALID(Family.FLOW, "1312", 400, "Bad Request", USER),
  IDS_EMPTY(Family.FLOW, "1320", 400, "Bad Request", USER),
  IDS_NOT_ONE(Family.FLOW, "1321", 400, "Bad Request", USER),
  ENTITY_MISSING(Family.FLOW, "1324", 400, "Bad Request", USER),
  DATA_SET_ID_EMPTY(Family.FLOW, "1325", 400, "Bad Request", USER),
  FORMAT_NOT_ALLOWED(Family.FLOW, "1327", 400, "Bad Request", USER),
  MAPPING_PARAMETER_EMPTY(Family.FLOW, "1328", 400, "Bad Request", USER),
  DELIMITER_TOO_LONG(Family.FLOW, "1331", 400, "Bad Request", USER),
  BASE_CONNECTION_NOT_ALLOWED(Family.FLOW, "1332", 400, "Bad Request", USER),
  EXPLORE_UNSUPPORTED(Family.FLOW, "1336", 400, "Bad Request", USER),
  EXPLORE_PARAMETER_REQUIRED(Family.FLOW, "1337", 400, "Bad Request", USER),
  FILTER_UNSUPPORTED(Family.FLOW, "1352", 400, "Bad Request", USER),
  OBJECT_TYPE_INVALID(Family.FLOW, "1358", 400, "Bad Request", USER),
  START_TIME_PAST(Family.FLOW, "1360", 400, "Bad Request", USER),
  INTERVAL_WITH_ONCE(Family.FLOW, "1361", 400, "Bad Request", USER),
  INTERVAL_TOO_SMALL(Family.FLOW, "1362", 400, "Bad Request", USER),
  INTERVAL_INVALID(Family.FLOW, "1363", 400, "Bad Request", USER),
  BACKFILL_WITH_ONCE(Family.FLOW, "1364", 400, "Bad Request", USER),
  PATCH_PATH_INVALID(Family.FLOW, "1365", 400, "Bad Request", USER),
  START_TIME_PASSED(Family.FLOW, "1366", 400, "Bad Request", USER),
  DELTA_COLUMN_REQUIRED(Family.FLOW, "1367", 400, "Bad Request", USER),
  MODE_NOT_ALLOWED(Family.FLOW, "1368", 400, "Bad Request", USER),
  DELTA_COLUMN_WITH_ONCE(Family.FLOW, "1369", 400, "Bad Request", USER),
  MAPPING_MISSING(Family.FLOW, "1370", 400, "Bad Request", USER),
  PROPERTIES_UNSUPPORTED(Family.FLOW, "1371", 400, "Bad Request", USER),
  SPEC_NOT_EXPLORABLE(Family.FLOW, "1372", 400, "Bad Request", USER),
  PROPERTIES_GIVEN(Family.FLOW, "1374", 400, "Bad Request", USER),
  PROPERTIES_NOT_FOR_SPEC(Family.FLOW, "1376", 400, "Bad Request", USER),
  RUN_WINDOW_REVERSED(Family.FLOW, "1381", 400, "Bad Request", USER),
  RUN_DELTA_DIFFERS(Family.FLOW, "1382", 400, "Bad Request", USER),
  RUN_DELTA_MISSING(Family.FLOW, "1383", 400, "Bad Request", USER),
  RUN_PARAMETERS_INVALID(Family.FLOW, "1384", 400, "Bad Request", USER),
  RUN_BY_HAND_UNSUPPORTED(Family.FLOW, "1385", 400, "Bad Request", USER),
  RUN_NOT_ON_DEMAND(Family.FLOW, "1386", 400, "Bad Request", USER),
  RE_TRIGGER_STATE(Family.FLOW, "1387", 400, "Bad Request", USER),
  RE_TRIGGER_DISABLED(Family.FLOW, "1388", 400, "Bad Request", USER),
  BASE_64_INVALID(Family.FLOW, "1389", 400, "Bad Request", USER),
  FREQUENCY_INVALID(Family.FLOW, "1397", 400, "Bad Request", USER),
  FILE_TYPE_INVALID(Family.FLOW, "1399", 400, "Bad Request", USER),
  // The contract uses two numbers twice: these are the connector's, told apart by their title.
  ONCE_AFTER_START(Family.FLOW, "1403", 400, "Bad Request", USER),
  BACKFILL_AFTER_START(Family.FLOW, "1404", 400, "Bad Request", USER),

  INTERNAL_ERROR(Family.FLOW, "1400", 500, "Internal Error", INTERNAL),
  LIMIT_WITH_COUNT(Family.FLOW, "1401", 400, "Invalid request", USER),
  FINALIZE_BY_USER(Family.FLOW, "1402", 400, "Invalid request", USER),
  IF_MATCH_MISSING(Family.FLOW, "1403", 400, "Header is missing", USER),
  VERSION_STALE(Family.FLOW, "1404", 412, "Version not matching", USER),
  BODY_EMPTY(Family.FLOW, "1405", 400, "Invalid request", USER),
  PROGRESS_WITH_OTHERS(Family.FLOW, "1406", 400, "Invalid request", USER),
  PROGRESS_WITH_FAILURE(Family.FLOW, "1407", 400, "Invalid request", USER),
  PERCENT_NOT_FULL(Family.FLOW, "1408", 400, "Invalid request", USER),
  FINALIZE_NOT_APPLICABLE(Family.FLOW, "1409", 400, "Invalid request", USER),
  STATE_IN_BODY(Family.FLOW, "1410", 400, "Invalid request", USER),
  ID_MISSING(Family.FLOW, "1411", 400, "Invalid request", USER),
  MAPPING_VERSION_BAD(Family.FLOW, "1412", 400, "Invalid request", USER),
  SPEC_UNKNOWN(Family.FLOW, "1413", 400, "Invalid request", USER),
  SPEC_CHANGED(Family.FLOW, "1414", 400, "Invalid request", USER),
  AUTH_SPEC_UNKNOWN(Family.FLOW, "1415", 400, "Invalid request", USER),
  STILL_INITIALIZING(Family.FLOW, "1417", 400, "Invalid request", USER),
  BASE_CONNECTION_IN_USE(Family.FLOW, "1418", 400, "Invalid request", USER),
  MAPPING_INVALID(Family.FLOW, "1419", 400, "Invalid request", USER),
  STATE_NOT_CHANGEABLE(Family.FLOW, "1420", 400, "Invalid request", USER),
  STATE_TRANSITION(Family.FLOW, "1422", 400, "Invalid request", USER),
  FILTER_FIELD_UNSUPPORTED(Family.FLOW, "1423", 400, "Invalid request", USER),
  SCHEMAS_DIFFER(Family.FLOW, "1425", 400, "Invalid request", USER),
  SPEC_BUILT_IN(Family.FLOW, "1426", 400, "Invalid request", USER),
  RUN_UPDATE_BY_USER(Family.FLOW, "1427", 400, "Invalid request", USER),
  PREDECESSOR_RUN_UNKNOWN(Family.FLOW, "1428", 400, "Invalid request", USER),
  PREDECESSOR_FLOW_UNKNOWN(Family.FLOW, "1429", 400, "Invalid request", USER),
  RUN_FLOW_UNKNOWN(Family.FLOW, "1430", 400, "Invalid request", USER),
  ORDER_DIRECTION(Family.FLOW, "1432", 400, "Invalid request", USER),
  ORDER_FIELD(Family.FLOW, "1433", 400, "Invalid request", USER),
  PATCH_OP_UNSUPPORTED(Family.FLOW, "1434", 400, "Invalid request", USER),
  ACTION_UNKNOWN(Family.FLOW, "1435", 400, "Invalid request", USER),
  SUB_ACTION_NOT_VALID(Family.FLOW, "1436", 400, "Invalid request", USER),
  STATUS_UNKNOWN(Family.FLOW, "1437", 400, "Invalid request", USER),
  RESOURCE_NOT_FOUND(Family.FLOW, "1439", 404, "Resource not found", USER),
  OPERATOR_NOT_IMPLEMENTED(Family.FLOW, "1440", 400, "Invalid request", USER),
  AGGREGATE_NOT_IMPLEMENTED(Family.FLOW, "1441", 400, "Invalid request", USER),
  RANGE_WITH_VALUES(Family.FLOW, "1443", 400, "Invalid request", USER),
  FLOW_STATE(Family.FLOW, "1444", 400, "Invalid request", USER),
  FLOW_ID_EMPTY(Family.FLOW, "1446", 400, "Invalid request", USER),
  CONNECTION_IN_USE(Family.FLOW, "1447", 400, "Invalid request", USER),
  OPERATOR_NOT_ALLOWED(Family.FLOW, "1448", 400, "Invalid request", USER),
  FILTER_FIELD_UNKNOWN(Family.FLOW, "1449", 400, "Invalid request", USER),
  OPERATOR_UNKNOWN(Family.FLOW, "1450", 400, "Invalid request", USER),
  QUERY_PARAMETER_UNKNOWN(Family.FLOW, "1451", 400, "Invalid request", USER),
  FILTER_VALUE_BAD(Family.FLOW, "1452", 400, "Invalid request", USER),
  FILTER_VALUE_EMPTY(Family.FLOW, "1453", 400, "Invalid request", USER),
  FILTER_VALUE_TYPE(Family.FLOW, "1454", 400, "Invalid request", USER),
  PATCH_INVALID(Family.FLOW, "1455", 400, "Invalid request", USER),
  STATE_VALUE(Family.FLOW, "1456", 400, "Invalid request", USER),
  UPDATE_IN_STATE(Family.FLOW, "1457", 400, "Invalid request", USER),
  DELETE_IN_STATE(Family.FLOW, "1458", 400, "Invalid request", USER),
  SANDBOX_NOT_FOUND(Family.FLOW, "2100", 404, "Sandbox not found", USER),
  SANDBOX_ID_NOT_ALLOWED(Family.FLOW, "2110", 400, "Header(s) not allowed", USER),
  ROLE_MISSING(Family.FLOW, "2118", 403, "Missing permission", USER),
  QUERY_PARAMETER_MISSING(Family.FLOW, "2119", 400, "Query parameter missing", USER),
  MANAGE_NEEDED(Family.FLOW, "2120", 403, "Forbidden", USER),
  ADMINISTRATOR_NEEDED(Family.FLOW, "2121", 403, "Forbidden", USER),

  XDM_ACCEPT_LIST(Family.XDM, "1006", 400, "Accept header invalid", USER),
  XDM_ACCEPT(Family.XDM, "1007", 400, "Accept header invalid", USER),
  XDM_ACCEPT_DESCRIPTORS(Family.XDM, "1008", 400, "Accept header invalid", USER),
  XDM_ACCEPT_DESCRIPTOR(Family.XDM, "1009", 400, "Accept header invalid", USER),
  CLASS_NOT_FOUND(Family.XDM, "1010", 404, "Resource not found", USER),
  FIELD_GROUP_NOT_FOUND(Family.XDM, "1011", 404, "Resource not found", USER),
  SCHEMA_NOT_FOUND(Family.XDM, "1012", 404, "Resource not found", USER),
  DATA_TYPE_NOT_FOUND(Family.XDM, "1013", 404, "Resource not found", USER),
  DESCRIPTOR_NOT_FOUND(Family.XDM, "1014", 404, "Resource not found", USER),
  UNION_NOT_FOUND(Family.XDM, "1015", 404, "Resource not found", USER),
  BEHAVIOR_NOT_FOUND(Family.XDM, "1016", 404, "Resource not found", USER),
  XDM_NAMESPACE(Family.XDM, "1021", 400, "Namespace validation error", USER),
  XDM_MERGE(Family.XDM, "1413", 400, "Merge schema error", USER),
  XDM_TITLE_TAKEN(Family.XDM, "1521", 400, "Title not unique", USER),
  UNION_IDENTITY(Family.XDM, "1528", 400, "Union descriptor validation error", USER),

  // The registry's refusals whose numbers nobody has published; these are ours.
  XDM_VERSION(Family.XDM, "1901", 406, "Version not acceptable", USER),
  XDM_STALE(Family.XDM, "1902", 412, "Version not matching", USER),
  XDM_QUERY(Family.XDM, "1903", 400, "Query parameter invalid", USER),
  XDM_PATCH(Family.XDM, "1904", 400, "Patch invalid", USER),
  XDM_INVALID(Family.XDM, "1905", 400, "Resource invalid", USER),
  XDM_REFERENCE(Family.XDM, "1906", 400, "Reference invalid", USER),
  XDM_TOO_LARGE(Family.XDM, "1907", 400, "Resource too large", USER),
  XDM_IN_USE(Family.XDM, "1908", 400, "Resource in use", USER),
  XDM_BREAKING(Family.XDM, "1909", 400, "Breaking change", USER),
  XDM_IMPORT(Family.XDM, "3005", 400, "Import Resource Failed", USER),
  DESCRIPTOR_INVALID(Family.XDM, "1910", 400, "Descriptor invalid", USER),

  CATALOG_INVALID(Family.CATALOG, "1000", 400, "Invalid request", USER),
  CATALOG_STALE(Family.CATALOG, "1004", 412, "Version not matching", USER),
  CATALOG_IN_USE(Family.CATALOG, "1009", 409, "Still in use", USER),
  CATALOG_NOT_FOUND(Family.CATALOG, "1100", 404, "Resource not found", USER),
  MAPPING_SET_INVALID(Family.DATA_PREP, "3000", 400, "Invalid mapping set", USER),
  MAPPING_SET_NOT_FOUND(Family.DATA_PREP, "3001", 404, "Resource not found", USER),
  DATA_PREP_INVALID(Family.DATA_PREP, "3002", 400, "Invalid request", USER),
  DATA_ACCESS_INVALID(Family.DATA_ACCESS, "1000", 400, "Invalid request", USER),
  FILE_NOT_FOUND(Family.DATA_ACCESS, "1100", 404, "Resource not found", USER),
  RANGE_INVALID(Family.DATA_ACCESS, "1416", 416, "Range not satisfiable", USER),
  METRICS_INVALID(Family.INSGHT, "1000", 400, "Bad request payload", USER),
  SANDBOX_UNKNOWN(Family.SANDBOX, "1050", 404, "Resource not found", USER),
  SANDBOX_INVALID(Family.SANDBOX, "1051", 400, "Invalid request", USER),
  SANDBOX_DEFAULT(Family.SANDBOX, "1052", 400, "Invalid request", USER),
  SANDBOX_LIMIT(Family.SANDBOX, "1053", 400, "Limit reached", USER),
  SANDBOX_EXISTS(Family.SANDBOX, "1054", 409, "Already exists", USER),
  SANDBOX_BUSY(Family.SANDBOX, "1055", 409, "Conflict", USER),
  POLICIES_INVALID(Family.ACCESS, "1000", 400, "Invalid request", USER),
  QUERY_INVALID(Family.QUERY, "1000", 400, "Invalid query", USER),
  QUERY_REFUSED(Family.QUERY, "1001", 400, "Query refused", USER),
  QUERY_TABLE_UNKNOWN(Family.QUERY, "1002", 400, "Unknown table", USER),
  QUERY_OVER_TIME(Family.QUERY, "1003", 400, "Time limit reached", USER),
  QUERY_OVER_MEMORY(Family.QUERY, "1004", 400, "Memory limit reached", USER),
  QUERY_OVER_BYTES(Family.QUERY, "1005", 400, "Answer too large", USER),
  QUERY_BUSY(Family.QUERY, "1006", 429, "Too many queries", USER),
  QUERY_TABLE_CHANGED(Family.QUERY, "1007", 503, "Table changed", EXTERNAL),
  QUERY_UNAVAILABLE(Family.QUERY, "1008", 503, "Queries unavailable", EXTERNAL),
  QUERY_FAILED(Family.QUERY, "1009", 500, "Query failed", INTERNAL),

  // Of our own API, and of rules that the contract has no code for.
  OWN_ACCESS(Family.TRIBUTARY, "1000", 400, "Invalid request", USER),
  ALREADY_EXISTS(Family.TRIBUTARY, "1001", 409, "Already exists", USER),
  UNDO_NOT_LANDED(Family.TRIBUTARY, "1010", 409, "Nothing to undo", USER),
  UNDO_TOO_LATE(Family.TRIBUTARY, "1011", 409, "Too late to undo", USER),

  // Why somebody at a browser did not come in through the issuer.
  SIGN_IN_NOT_OFFERED(Family.TRIBUTARY, "1030", 404, "Not offered", USER),
  SIGN_IN_NOT_BEGUN(Family.TRIBUTARY, "1031", 400, "Sign-in not begun here", USER),
  SIGN_IN_REFUSED(Family.TRIBUTARY, "1032", 403, "Sign-in refused", USER),
  SIGN_IN_UNVERIFIED(Family.TRIBUTARY, "1033", 403, "Address not verified", USER),
  SIGN_IN_UNKNOWN(Family.TRIBUTARY, "1034", 403, "User unknown", USER),
  SIGN_IN_AMBIGUOUS(Family.TRIBUTARY, "1035", 403, "Organisation unclear", USER),
  SIGN_IN_BUSY(Family.TRIBUTARY, "1036", 429, "Too many sign-ins", USER),
  ISSUER_AWAY(Family.TRIBUTARY, "1037", 503, "Issuer away", EXTERNAL),

  // A run's own failures: in its metrics, never as an answer.
  COPY_FAILED(Family.CONNECTOR, "1001", 500, "Copying from the source failed", EXTERNAL),
  PROMOTION_FAILED(Family.CONNECTOR, "2001", 500, "Processing the copied data failed", INTERNAL),
  TAKEN_OVER(Family.CONNECTOR, "2002", 500, "Another worker has taken over the run", INTERNAL),
  ROWS_REJECTED(Family.INGEST, "1212", 400, "Some rows were rejected", USER),
  VALUE_NOT_MAPPED(Family.MAPPER, "3700", 400, "A value could not be mapped", USER);

  /** Which of the contract's error bodies carries the code, and the word before it. */
  public enum Family {
    GATEWAY,
    PLAIN,
    OAUTH,
    FLOW,
    XDM,
    CATALOG,
    DATA_PREP,
    DATA_ACCESS,
    INSGHT,
    SANDBOX,
    ACCESS,
    QUERY,
    CONNECTOR,
    INGEST,
    MAPPER,
    TRIBUTARY
  }

  private final Family family;
  private final String number;
  private final int status;
  private final String title;
  private final Fault fault;

  ErrorCode(Family family, String number, int status, String title, Fault fault) {
    this.family = family;
    this.number = number;
    this.status = status;
    this.title = title;
    this.fault = fault;
  }

  public Family family() {
    return family;
  }

  public String number() {
    return number;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public Fault fault() {
    return fault;
  }

  /** The code in full, for example {@code FLOW-1404-412}. */
  public String code() {
    return family.name().replace('_', '-') + "-" + number + "-" + status;
  }
}
