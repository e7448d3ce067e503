// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.rows;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * What a request is called: its method, the host if it is sent, and its path, in which numbers and
 * the like are {@code {id}}. Never its query. Asks requests by reflection, for their classes are
 * the program's: only for their method and address.
 */
final class RequestText {
  private static final int MOST_SHOWN = 200;

  /** Of a part of a path: longer ones that have a digit are keys, not names. */
  private static final int LONGEST_NAME = 20;

  private static final String[] METHODS = {"method", "getMethod", "getRequestMethod"};
  private static final String[] ADDRESSES = {"uri", "getRequestURI", "getURL", "getHttpURI"};

  private record Getters(Method method, Method address) {}

  private static final ClassValue<@Nullable Getters> GETTERS =
      new ClassValue<@Nullable Getters>() {
        @Override
        protected @Nullable Getters computeValue(Class<?> type) {
          Method method = getter(type, METHODS);
          Method address = getter(type, ADDRESSES);
          return method == null || address == null ? null : new Getters(method, address);
        }
      };

  private RequestText() {}

  /** Null for what is no request of HTTP. */
  static @Nullable String of(Object request) throws ReflectiveOperationException {
    Getters getters = GETTERS.get(request.getClass());
    if (getters == null) {
      return null;
    }
    Object method = getters.method.invoke(request);
    Object address = getters.address.invoke(request);
    StringBuilder name = new StringBuilder().append(method).append(' ');
    if (address instanceof URL url) {
      name.append(host(url.getHost())).append(folded(url.getPath()));
    } else if (address instanceof URI uri) {
      name.append(host(uri.getHost())).append(folded(uri.getRawPath()));
    } else if (address instanceof String path) {
      name.append(folded(path));
    } else if (address != null) {
      Method path = getter(address.getClass(), "getPath");
      Object text = path == null ? null : path.invoke(address);
      name.append(folded(text instanceof String string ? string : null));
    }
    return name.toString();
  }

  private static String host(@Nullable String host) {
    return host == null ? "" : host;
  }

  /** The first of these methods that a public class or interface of an object's has. */
  private static @Nullable Method getter(Class<?> type, String... names) {
    for (String name : names) {
      for (Class<?> c = type; c != null; c = c.getSuperclass()) {
        Method found = getter(c, name);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable Method getter(Class<?> type, String name) {
    Module own = RequestText.class.getModule();
    if (Modifier.isPublic(type.getModifiers())
        && type.getModule().isExported(type.getPackageName(), own)) {
      try {
        return type.getMethod(name);
      } catch (NoSuchMethodException e) {
        return null;
      }
    }
    for (Class<?> each : type.getInterfaces()) {
      Method found = getter(each, name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** A path without what differs from one thing to another of a kind. */
  static String folded(@Nullable String path) {
    if (path == null || path.isEmpty()) {
      return "/";
    }
    StringBuilder folded = new StringBuilder();
    int end = Math.min(path.length(), 4 * MOST_SHOWN);
    for (int i = 0; i < end; ) {
      int next = i;
      int digits = 0;
      int hex = 0;
      while (next < end && "/;?#".indexOf(path.charAt(next)) < 0) {
        char c = path.charAt(next++);
        digits += c >= '0' && c <= '9' ? 1 : 0;
        hex += c == '-' || Character.digit(c, 16) >= 0 ? 1 : 0;
      }
      int length = next - i;
      boolean key =
          digits > 0 && (digits == length || length > LONGEST_NAME || (hex == length && hex > 7));
      folded.append(key ? "{id}" : path.substring(i, next));
      while (next < end && path.charAt(next) == ';') { // Such as ;jsessionid=...
        do {
          next++;
        } while (next < end && "/;?#".indexOf(path.charAt(next)) < 0);
      }
      if (next >= end || path.charAt(next) != '/') {
        break;
      }
      folded.append('/');
      i = next + 1;
      if (folded.length() > MOST_SHOWN) {
        return folded.append('…').toString();
      }
    }
    return folded.length() > 2 * MOST_SHOWN
        ? folded.substring(0, MOST_SHOWN) + "…"
        : folded.toString();
  }
}
