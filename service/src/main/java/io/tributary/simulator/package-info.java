/**
 * A HubSpot portal on this machine: the CRM v3 and date-based object APIs, search, properties and
 * OAuth over HTTP, with made-up records, real limits and faults on request. Demo, tests and authors
 * of connectors use the same one. It imports nothing of the rest of the program.
 */
package io.tributary.simulator;
