package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tributary.ForgedTokens;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestIssuer;
import io.tributary.TestService;
import io.tributary.simulator.Options;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred forged tokens, in twenty-five forms; none lets anybody in. */
final class ForgedTokensTest {
  private static final int OF_EACH_FORM = 8;

  @Test
  void noForgedTokenLetsAnybodyIn(@TempDir Path home) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    try (TestIssuer issuer = TestIssuer.start();
        TestIssuer evil = TestIssuer.start();
        TestService service =
            TestService.start(home, Options.defaults().withContacts(10), issuer.settings())) {
      evil.newRsaKey();
      TestClient api = service.client();
      must(
          201,
          api.post(
              "/tributary/users", json("{'email':'ann@example.com','roles':['administrator']}")));
      RSAKey key = issuer.newRsaKey();
      JWTClaimsSet claims = ann(issuer);
      String own = api.header("Authorization").substring("Bearer ".length());
      String other = TestIssuer.signed(key, claims);
      ForgedTokens forged =
          new ForgedTokens(
              new Random(seed),
              new ForgedTokens.Genuine(
                  ECKey.parse(service.signingKey()), SignedJWT.parse(own).getJWTClaimsSet()),
              new ForgedTokens.Genuine(key, claims),
              evil.url());

      must(200, asked(api, own));
      must(200, asked(api, other));
      Set<String> tokens = new HashSet<>();
      for (Map.Entry<String, Supplier<String>> form : forged.forms().entrySet()) {
        for (int i = 0; i < OF_EACH_FORM; i++) {
          String token = form.getValue().get();
          Answer answer = asked(api, token);
          assertThat(answer.status())
              .as("%s, seed %d: %s", form.getKey(), seed, token)
              .isEqualTo(401);
          assertThat(answer.code()).isEqualTo("401013");
          tokens.add(token);
        }
      }
      assertThat(tokens).as("seed %d", seed).hasSizeGreaterThan(190);
      assertThat(forged.forms().size() * OF_EACH_FORM).isEqualTo(200);
      assertThat(evil.calls()).isZero();
      must(200, asked(api, own));
      must(200, asked(api, other));
    }
  }

  private static JWTClaimsSet ann(TestIssuer issuer) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer.url())
        .audience(TestIssuer.AUDIENCE)
        .claim("org", "acme")
        .claim("email", "ann@example.com")
        .expirationTime(Date.from(Instant.now().plusSeconds(3_600)))
        .build();
  }

  private static Answer asked(TestClient api, String token) {
    return api.with("Authorization", "Bearer " + token).get(FLOW + "/flows");
  }
}
