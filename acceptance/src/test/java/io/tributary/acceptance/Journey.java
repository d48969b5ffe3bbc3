package io.tributary.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** The published walkthrough: from credentials to a flow, with the bodies that its readers send. */
record Journey(String dataSet, String flow) {
  private static final String HUBSPOT =
      "{\"id\":\"cc6a4487-9e91-433e-a3a3-9cf6626c1806\",\"version\":\"1.0\"}";

  /** Sets up a flow that brings a simulator's contacts into a new data set, and starts it. */
  static Journey begin(Api api, JsonNode simulator) throws IOException, InterruptedException {
    String connection =
        id(
            api,
            Api.FLOW + "/connections",
            """
            {"name":"HubSpot base connection","auth":{"specName":"Basic Authentication","params":{
              "clientId":%s,"clientSecret":%s,"accessToken":%s,"refreshToken":%s}},"connectionSpec":%s}
            """
                .formatted(
                    simulator.get("clientId"),
                    simulator.get("clientSecret"),
                    simulator.get("accessToken"),
                    simulator.get("refreshToken"),
                    HUBSPOT));
    String schema = schema(api);
    String dataSet = dataSet(api, schema);
    String mapping = mapping(api, schema);
    String source =
        id(
            api,
            Api.FLOW + "/sourceConnections",
            """
            {"name":"HubSpot source connection","baseConnectionId":"%s","data":{"format":"tabular"},
             "params":{"path":"Hubspot.Contacts"},"connectionSpec":%s}
            """
                .formatted(connection, HUBSPOT));
    String target =
        id(
            api,
            Api.FLOW + "/targetConnections",
            """
            {"name":"HubSpot target connection","data":{"schema":{"id":"%s",
              "version":"application/vnd.adobe.xed-full+json;version=1"}},"params":{"dataSetId":"%s"},
             "connectionSpec":{"id":"c604ff05-7f1a-43c0-8e18-33bf874cb11c","version":"1.0"}}
            """
                .formatted(schema, dataSet));
    return new Journey(dataSet, flow(api, mapping, source, target));
  }

  private static String schema(Api api) throws IOException, InterruptedException {
    return api.post(
            "/data/foundation/schemaregistry/tenant/schemas",
            """
            {"type":"object","title":"HubSpot contacts","allOf":[
              {"$ref":"https://ns.adobe.com/xdm/context/profile"},
              {"$ref":"https://ns.adobe.com/xdm/context/profile-person-details"},
              {"$ref":"https://ns.adobe.com/xdm/context/profile-personal-details"}],
             "meta:class":"https://ns.adobe.com/xdm/context/profile"}
            """)
        .get("$id")
        .asText();
  }

  private static String dataSet(Api api, String schema) throws IOException, InterruptedException {
    return api.post(
            "/data/foundation/catalog/dataSets?requestDataSource=true",
            """
            {"name":"HubSpot contacts","schemaRef":{"id":"%s",
              "contentType":"application/vnd.adobe.xed-full-notext+json; version=1"}}
            """
                .formatted(schema))
        .get(0)
        .asText()
        .replace("@/dataSets/", "");
  }

  private static String mapping(Api api, String schema) throws IOException, InterruptedException {
    return id(
        api,
        "/data/foundation/conversion/mappingSets",
        """
        {"version":0,"xdmSchema":"%s","xdmVersion":"1.0","id":null,"mappings":[
          {"destinationXdmPath":"_id","sourceAttribute":"Vid","identity":false,"version":0},
          {"destinationXdmPath":"person.name.firstName","sourceAttribute":"Properties_Firstname_Value","version":0},
          {"destinationXdmPath":"personalEmail.address","sourceAttribute":"Properties_Email_Value","version":0},
          {"destinationXdmPath":"_repo.createDate","sourceAttribute":"Added_At","version":0}]}
        """
            .formatted(schema));
  }

  /**
   * As it is printed: it starts in the past, and has an interval and a delta column though it runs
   * once.
   */
  private static String flow(Api api, String mapping, String source, String target)
      throws IOException, InterruptedException {
    return id(
        api,
        Api.FLOW + "/flows",
        """
        {"name":"HubSpot dataflow","flowSpec":{"id":"14518937-270c-4525-bdec-c2ba7cce3860","version":"1.0"},
         "sourceConnectionIds":["%s"],"targetConnectionIds":["%s"],"transformations":[
           {"name":"Copy","params":{"deltaColumn":{"name":"Added_At","dateFormat":"YYYY-MM-DD","timezone":"UTC"}}},
           {"name":"Mapping","params":{"mappingId":"%s","mappingVersion":0}}],
         "scheduleParams":{"startTime":"1591043454","frequency":"once","interval":"15"}}
        """
            .formatted(source, target, mapping));
  }

  private static String id(Api api, String path, String body)
      throws IOException, InterruptedException {
    return api.post(path, body).get("id").asText();
  }
}
