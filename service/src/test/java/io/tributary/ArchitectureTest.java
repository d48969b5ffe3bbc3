package io.tributary;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** Imports point one way, and each outside library is known to one package. */
@AnalyzeClasses(
    packagesOf = ArchitectureTest.class,
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String OURS = "io.tributary";

  @ArchTest
  static final ArchRule importsPointOneWay =
      CompositeArchRule.of(mayImport("model"))
          .and(mayImport("store", "model"))
          .and(mayImport("source", "model"))
          .and(mayImport("mapping", "model"))
          .and(mayImport("dataset", "model"))
          .and(mayImport("query", "model"))
          .and(mayImport("control", "model", "store", "source", "dataset", "mapping", "query"))
          .and(mayImport("run", "model", "source", "mapping", "dataset", "control"))
          .and(mayImport("http", "model", "control"))
          .and(mayImport("simulator"));

  @ArchTest
  static final ArchRule eachLibraryIsKnownToOnePackage =
      CompositeArchRule.of(
              knows("store", "org.jdbi..", "org.flywaydb..", "org.apache.commons.dbcp2.."))
          .and(knows("query", "org.duckdb.."))
          .and(knows("store", "com.google.crypto.tink..", "org.sqlite..", "org.postgresql.."))
          .and(knows("dataset", "org.apache.iceberg..", "org.apache.parquet.."))
          .and(knows("dataset", "org.apache.hadoop..", "org.apache.avro.."))
          .and(knows("http", "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet.."))
          .and(knows("http", "org.apache.commons.csv.."))
          .and(knows("mapping", "org.apache.commons.jexl3..", "nl.basjes..", "com.google.re2j.."))
          .and(knows("control", "com.networknt..", "com.flipkart..", "com.nimbusds.."))
          .and(knows("control", "com.github.benmanes.."))
          .and(knows("simulator", "com.sun.net.httpserver.."));

  /** The store's database, and the engine in its process; neither sees the other's connections. */
  @ArchTest
  static final ArchRule connectionsAreOpenedInTwoPlaces =
      noClasses()
          .that(not(resideInAnyPackage(OURS + ".store..", OURS + ".query..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.sql..");

  @ArchTest
  static final ArchRule onlyTheRootKnowsTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage(OURS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule aSourceIsAFolderThatNobodyOutsideKnows =
      noClasses()
          .that(not(resideInAPackage(OURS + ".source.hubspot..")))
          .and()
          .resideOutsideOfPackage(OURS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(OURS + ".source.hubspot..");

  @ArchTest
  static final ArchRule theModelDoesNoInputOrOutputAndHasNoClockOrLogger =
      noClasses()
          .that()
          .resideInAPackage(OURS + ".model..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.nio\\.file\\..*|java\\.net\\..*|java\\.time\\.Clock|org\\.slf4j\\..*");

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Dto|Entity|Service|Handler)");

  @ArchTest
  static final ArchRule nothingIsReadByJavaSerialization =
      noClasses().should().dependOnClassesThat().haveNameMatching("java\\.io\\.ObjectInputStream");

  @ArchTest
  static final ArchRule thereAreNoCycles =
      slices().matching(OURS + ".(*)..").should().beFreeOfCycles();

  private static ArchRule mayImport(String importer, String... imported) {
    String[] allowed =
        Stream.concat(Stream.of(importer), Arrays.stream(imported))
            .map(name -> OURS + "." + name + "..")
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(OURS + "." + importer + "..")
        .should()
        .onlyDependOnClassesThat(not(resideInAPackage(OURS + "..")).or(resideInAnyPackage(allowed)))
        .as(importer + " imports of ours only " + Arrays.toString(imported));
  }

  private static ArchRule knows(String owner, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(OURS + "." + owner + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .as("only " + owner + " knows " + Arrays.toString(libraries));
  }
}
