/* Written by `npm run types` from the service's own description; not by hand. */
export type Nouns = {
  ActivityReference: {
    id: string;
    reference?: {
      ids: string[];
      type: string;
    };
    type: string;
  };
  Connection: {
    auth?: {
      params?: {
        [key: string]: unknown;
      };
      specName?: string;
    };
    connectionSpec?: Nouns["SpecReference"];
    description?: string;
    name?: string;
    state?: string;
  };
  ConnectionList: {
    _links?: {
      /** @description Where to go on; not there on the last page. */
      next?: {
        href?: string;
      };
    };
    items: Nouns["StoredConnection"][];
  };
  ConnectionSpec: {
    attributes?: {
      /** @description Whether it can be read from here. */
      available?: boolean;
      category?: string;
      connectorName?: string;
      description?: string;
      isDraftModeSupported?: boolean;
      isSimulated?: boolean;
      isSource?: boolean;
      /** @description In a sentence, whether and how it works here. */
      status?: string;
    } & {
      [key: string]: unknown;
    };
    authSpec?: {
      name: string;
      /** @description A JSON Schema. */
      spec: {
        [key: string]: unknown;
      };
      type: string;
    }[];
    encryptionSpecs?: unknown;
    entitlementInfo?: unknown;
    etag?: string;
    exploreSpec?: {
      name?: string;
      type?: string;
    } & {
      [key: string]: unknown;
    };
    id?: string;
    name?: string;
    permissionsInfo?: unknown;
    policy?: unknown;
    providerId?: string;
    settings?: unknown;
    sourceSpec?: unknown;
    targetSpec?: unknown;
    type?: string;
    version?: string;
  };
  ConnectionSpecList: {
    _links?: {
      /** @description Where to go on; not there on the last page. */
      next?: {
        href?: string;
      };
    };
    items: Nouns["ConnectionSpec"][];
  };
  DataSet: {
    description?: string;
    enableErrorDiagnostics?: boolean;
    fileDescription?: unknown;
    labels?: {
      labels: string[];
      optionalLabels: {
        labels?: string[];
        option?: {
          contentType?: string;
          id?: string;
          schemaPath?: string;
        };
      }[];
    };
    lastBatchId?: string;
    lastBatchStatus?: string;
    lastFailedBatch?: string;
    lastSuccessfulBatch?: string;
    name?: string;
    revision: number;
    schemaRef?: {
      contentType?: string;
      id: string;
    };
    tags?: {
      [key: string]: string[];
    };
  };
  DataSetList: {
    _links?: {
      /** @description Where to go on; not there on the last page. */
      next?: {
        href?: string;
      };
    };
    items: Nouns["DataSet"][];
  };
  Flow: {
    description?: string;
    flowSpec?: Nouns["SpecReference"];
    inheritedAttributes?: {
      sourceConnections?: {
        baseConnection?: {
          connectionSpec: Nouns["SpecReference"];
          id: string;
        };
        connectionSpec: Nouns["SpecReference"];
        id: string;
      }[];
      targetConnections?: {
        connectionSpec: Nouns["SpecReference"];
        id: string;
      }[];
    };
    labels?: string[];
    lastOperation?: unknown;
    lastRunDetails?: {
      completedAtUTC?: number;
      id: string;
      startedAtUTC?: number;
      state: string;
    };
    name?: string;
    options?: {
      errorDiagnosticsEnabled?: boolean;
      /** @description How many percent of a run's records may be rejected. */
      partialIngestionPercent?: number;
    } & {
      [key: string]: unknown;
    };
    providerRefId?: string;
    runs?: string;
    scheduleParams?: {
      backfill?: boolean | string;
      /** @description once, minute, hour, day or week. */
      frequency?: string;
      interval?: number | string;
      /** @description Epoch seconds. */
      startTime?: number | string;
    };
    sourceConnectionIds?: string[];
    state?: string;
    targetConnectionIds?: string[];
    transformations?: {
      name: string;
      params: {
        [key: string]: unknown;
      };
    }[];
  };
  FlowList: {
    _links?: {
      /** @description Where to go on; not there on the last page. */
      next?: {
        href?: string;
      };
    };
    items: Nouns["StoredFlow"][];
  };
  FlowRun: {
    activities: {
      durationSummary: {
        completedAtUTC?: number;
        startedAtUTC?: number;
      };
      fileSummary: {
        activityRefs?: string[];
        extensions?: unknown;
        failedFileCount: number;
        inputFileCount: number;
        manifest?: unknown;
        outputFileCount: number;
        skippedFileCount: number;
      };
      id: string;
      latencySummary?: {
        [key: string]: unknown;
      };
      name: string;
      recordSummary: {
        createdRecordCount: number;
        deletedRecordCount: number;
        failedRecordCount: number;
        inputRecordCount: number;
        outputRecordCount: number;
        skippedRecordCount: number;
        updatedRecordCount: number;
        warningRecordCount: number;
      };
      sizeSummary: {
        inputBytes: number;
        outputBytes: number;
      };
      sourceInfo?: Nouns["ActivityReference"][];
      statusSummary: {
        activityRefs?: string[];
        errors: {
          code: string;
          field?: string;
          message: string;
          recordCount?: number;
        }[];
        extensions?: unknown;
        status: string;
      };
      targetInfo?: Nouns["ActivityReference"][];
      updatedAtUTC: number;
    }[];
    flowId: string;
    flowSpec?: Nouns["SpecReference"];
    metrics: {
      durationSummary: {
        completedAtUTC?: number;
        startedAtUTC?: number;
      };
      fileSummary: {
        activityRefs?: string[];
        extensions?: unknown;
        failedFileCount: number;
        inputFileCount: number;
        manifest?: unknown;
        outputFileCount: number;
        skippedFileCount: number;
      };
      recordSummary: {
        createdRecordCount: number;
        deletedRecordCount: number;
        failedRecordCount: number;
        inputRecordCount: number;
        outputRecordCount: number;
        skippedRecordCount: number;
        updatedRecordCount: number;
        warningRecordCount: number;
      };
      sizeSummary: {
        inputBytes: number;
        outputBytes: number;
      };
      statusSummary: {
        activityRefs?: string[];
        errors: {
          code: string;
          field?: string;
          message: string;
          recordCount?: number;
        }[];
        extensions?: unknown;
        status: string;
      };
    };
    params?: {
      /** @description Epoch ms. */
      windowEndTime?: number;
      /** @description Epoch ms. */
      windowStartTime?: number;
    } & {
      [key: string]: unknown;
    };
    predecessors?: unknown;
    providerRefId?: string;
  };
  FlowRunList: {
    _links?: {
      /** @description Where to go on; not there on the last page. */
      next?: {
        href?: string;
      };
    };
    items: Nouns["StoredFlowRun"][];
  };
  FlowSpec: {
    attributes?: unknown;
    entitlementInfo?: unknown;
    etag?: string;
    id?: string;
    name?: string;
    optionSpec?: unknown;
    permissionsInfo?: unknown;
    policy?: unknown;
    providerId?: string;
    runSpec?: unknown;
    scheduleSpec?: unknown;
    sourceConnectionSpecIds?: string[];
    targetConnectionSpecIds?: string[];
    transformationSpecs?: unknown;
    type?: string;
    version?: string;
  };
  FlowSpecList: {
    _links?: {
      /** @description Where to go on; not there on the last page. */
      next?: {
        href?: string;
      };
    };
    items: Nouns["FlowSpec"][];
  };
  MappingSet: {
    allowNullValues?: boolean;
    inputSchema?: unknown;
    mappings?: {
      description?: string;
      destination?: string;
      destinationXdmPath?: string;
      expressionAttributes?: string[];
      functionVersion?: number;
      id?: string;
      identity?: boolean;
      identityGroup?: string;
      matchScore?: number;
      name?: string;
      namespaceCode?: string;
      primaryIdentity?: boolean;
      source?: string;
      sourceAttribute?: string;
      sourceType?: string;
      version?: number;
    }[];
    name?: string;
    outputSchema?: {
      schemaRef?: {
        contentType?: string;
        id: string;
      };
    } & {
      [key: string]: unknown;
    };
    strictMapping?: boolean;
    supportVersion?: string;
    tags?: {
      name?: string;
      values?: string[];
    }[];
    version?: number;
    xdmSchema?: string;
    xdmVersion?: string;
  };
  MappingSetList: {
    _links?: {
      /** @description Where to go on; not there on the last page. */
      next?: {
        href?: string;
      };
    };
    items: Nouns["MappingSet"][];
  };
  Problem: {
    errorDetails?: string;
    errorMessage?: string;
    report?: Record<string, never>;
    status?: number;
    title?: string;
    type?: string;
  };
  Reference: {
    etag?: string;
    id?: string;
  };
  RunLog: {
    expectedRecords?: number;
    items: {
      at: number;
      level: string;
      message: string;
    }[];
    omitted: number;
  };
  Sandbox: {
    createdBy: string;
    createdDate: string;
    etag: number;
    id: string;
    isDefault: boolean;
    lastModifiedBy: string;
    lastModifiedDate: string;
    name: string;
    region: string;
    state: string;
    title: string;
    type: string;
  };
  SandboxList: {
    _links?: {
      /** @description Where to go on; not there on the last page. */
      next?: {
        href?: string;
      };
    };
    items: Nouns["Sandbox"][];
  };
  SourceConnection: {
    baseConnectionId?: string;
    connectionSpec?: Nouns["SpecReference"];
    data?: {
      format?: string;
    };
    description?: string;
    inheritedAttributes?: unknown;
    name?: string;
    params?: {
      columns?: Record<string, never>[];
      path?: string;
      tableName?: string;
    } & {
      [key: string]: unknown;
    };
    providerRefId?: string;
    state?: string;
  };
  SourceConnectionList: {
    _links?: {
      /** @description Where to go on; not there on the last page. */
      next?: {
        href?: string;
      };
    };
    items: Nouns["StoredSourceConnection"][];
  };
  SpecReference: {
    id: string;
    version?: string;
  };
  /** @description What is kept; all of it, unless a list was asked for some fields. */
  Stored: {
    /** @description Epoch ms. */
    createdAt: number;
    createdBy: string;
    createdClient?: string;
    etag: string;
    id: string;
    imsOrgId?: string;
    sandboxId?: string;
    sandboxName?: string;
    /** @description Epoch ms. */
    updatedAt: number;
    updatedBy: string;
    updatedClient?: string;
  };
  StoredConnection: Nouns["Stored"] & Nouns["Connection"];
  StoredFlow: Nouns["Stored"] & Nouns["Flow"];
  StoredFlowRun: Nouns["Stored"] & Nouns["FlowRun"];
  StoredSourceConnection: Nouns["Stored"] & Nouns["SourceConnection"];
  StoredTargetConnection: Nouns["Stored"] & Nouns["TargetConnection"];
  TargetConnection: {
    connectionSpec?: Nouns["SpecReference"];
    data?: {
      schema?: {
        id: string;
        version?: string;
      };
    };
    description?: string;
    inheritedAttributes?: unknown;
    name?: string;
    params?: {
      dataSetId?: string;
    } & {
      [key: string]: unknown;
    };
    providerRefId?: string;
    state?: string;
  };
  TargetConnectionList: {
    _links?: {
      /** @description Where to go on; not there on the last page. */
      next?: {
        href?: string;
      };
    };
    items: Nouns["StoredTargetConnection"][];
  };
};
