// SPDX-License-Identifier: Apache-2.0

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Beans, records and trees to JSON and back. */
public class RoundTrips {
  static final ObjectMapper MAPPER = // calls(<clinit>: 1)
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Book.class, name = "book"),
    @JsonSubTypes.Type(value = Music.class, name = "music")
  })
  interface Item {
    double price();
  }

  // calls(<init>: 2000, title: 1000, pages: 1000, price: 1000, equals: 1000)
  record Book(String title, int pages, double price) implements Item {}

  // calls(<init>: 2000, artist: 1000, price: 1000, equals: 1000)
  record Music(String artist, double price) implements Item {}

  public static class Order {
    private String customer;
    private List<Item> items;
    private Map<String, Integer> tags;

    public Order() {} // calls(402)

    public String getCustomer() { // calls(200)
      return customer;
    }

    public void setCustomer(String customer) { // calls(401)
      this.customer = customer;
    }

    public List<Item> getItems() { // calls(600)
      return items;
    }

    public void setItems(List<Item> items) { // calls(400)
      this.items = items;
    }

    public Map<String, Integer> getTags() { // calls(200)
      return tags;
    }

    public void setTags(Map<String, Integer> tags) { // calls(400)
      this.tags = tags;
    }
  }

  public static void main(String[] args) throws JsonProcessingException { // calls(1)
    long length = 0;
    int equal = 0;
    double sum = 0;
    for (int i = 0; i < 200; i++) {
      Order order = order(i);
      String json = MAPPER.writeValueAsString(order);
      Order back = MAPPER.readValue(json, Order.class);
      length += json.length();
      equal += back.getItems().equals(order.getItems()) ? 1 : 0;
      JsonNode tree = MAPPER.readTree(json);
      for (JsonNode item : tree.get("items")) {
        sum += item.get("price").asDouble();
      }
      if (!MAPPER.writeValueAsString(tree).equals(json)) {
        System.out.println("differs: " + json);
      }
    }
    System.out.println(length + " " + equal + " " + sum);
    System.out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("a", 1)));
    for (String bad : new String[] {"{\"customer\": 1", "{\"unknown\": 1}", "[]"}) {
      try {
        MAPPER.readValue(bad, Order.class);
      } catch (JsonProcessingException e) {
        System.out.println(firstLine(e));
      }
    }
  }

  static Order order(int n) { // calls(200)
    Order order = new Order();
    order.setCustomer("customer \"" + n + "\" \u00e4\n");
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      items.add(i % 2 == 0 ? new Book("title " + i, n * i, i / 4.0) : new Music("artist", n / 8.0));
    }
    order.setItems(items);
    Map<String, Integer> tags = new TreeMap<>();
    tags.put("n", n);
    order.setTags(tags);
    return order;
  }

  static String firstLine(Exception e) { // calls(3)
    return e.getMessage().lines().findFirst().orElse("");
  }
}
