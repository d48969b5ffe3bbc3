package io.tributary.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person who may sign in; filed under the email address. */
public record User(String email, @Nullable String name, List<Role> roles) {
  public User {
    roles = roles == null ? List.of() : List.copyOf(roles);
  }
}
