package io.tributary.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that may ask for tokens; filed under its client id, which is also its API key.
 *
 * @param technicalAccount the user that its tokens speak for, {@code …@techacct.adobe.com}
 * @param secretVersion how many secrets it has had; tokens got with an earlier one are void
 */
public record ApiClient(
    String name,
    @Nullable String description,
    List<Role> roles,
    String technicalAccount,
    int secretVersion) {
  public ApiClient {
    roles = roles == null ? List.of() : List.copyOf(roles);
  }
}
