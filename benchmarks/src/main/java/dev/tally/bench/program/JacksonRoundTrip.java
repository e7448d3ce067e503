// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/** A library dense in short calls: Jackson writes and reads 10,000 beans, ten times a round. */
final class JacksonRoundTrip implements Program {
  private static final TypeReference<List<Purchase>> PURCHASES = new TypeReference<>() {};

  private final ObjectMapper mapper = new ObjectMapper();
  private final List<Purchase> purchases = new ArrayList<>();

  JacksonRoundTrip() {
    Random random = new Random(20);
    for (int i = 0; i < 10_000; i++) {
      purchases.add(Purchase.make(random, i));
    }
  }

  @Override
  public long round() throws Exception {
    CRC32 crc = new CRC32();
    List<Purchase> beans = purchases;
    for (int i = 0; i < 10; i++) {
      byte[] json = mapper.writeValueAsBytes(beans);
      crc.update(json);
      beans = mapper.readValue(json, PURCHASES);
    }
    return crc.getValue();
  }

  /** A bean of the usual kind: fields of all sorts behind getters and setters. */
  public static final class Purchase {
    private long id;
    private String customer = "";
    private String email = "";
    private double amount;
    private boolean paid;
    private String note = "";
    private Place place = new Place();
    private List<Item> items = new ArrayList<>();

    static Purchase make(Random random, int id) {
      Purchase p = new Purchase();
      p.id = id;
      p.customer = "customer " + random.nextInt(1_000_000);
      p.email = "someone" + random.nextInt(1_000) + "@mail.example";
      p.amount = random.nextInt(1_000_000) / 100.0;
      p.paid = random.nextBoolean();
      p.note =
          "Please leave it at the caf\u00e9 next door, \"Nr. 5\"; ".repeat(1 + random.nextInt(5));
      p.place.setCity("city " + random.nextInt(500));
      p.place.setLatitude(random.nextInt(18_000_000) / 100_000.0 - 90);
      p.place.setLongitude(random.nextInt(36_000_000) / 100_000.0 - 180);
      for (int i = 0; i < 2; i++) {
        Item item = new Item();
        item.setName("item " + random.nextInt(5_000));
        item.setPrice(random.nextInt(100_000) / 100.0);
        p.items.add(item);
      }
      return p;
    }

    public long getId() {
      return id;
    }

    public void setId(long id) {
      this.id = id;
    }

    public String getCustomer() {
      return customer;
    }

    public void setCustomer(String customer) {
      this.customer = customer;
    }

    public String getEmail() {
      return email;
    }

    public void setEmail(String email) {
      this.email = email;
    }

    public double getAmount() {
      return amount;
    }

    public void setAmount(double amount) {
      this.amount = amount;
    }

    public boolean isPaid() {
      return paid;
    }

    public void setPaid(boolean paid) {
      this.paid = paid;
    }

    public String getNote() {
      return note;
    }

    public void setNote(String note) {
      this.note = note;
    }

    public Place getPlace() {
      return place;
    }

    public void setPlace(Place place) {
      this.place = place;
    }

    public List<Item> getItems() {
      return items;
    }

    public void setItems(List<Item> items) {
      this.items = items;
    }
  }

  /** Part of a {@link Purchase}. */
  public static final class Place {
    private String city = "";
    private double latitude;
    private double longitude;

    public String getCity() {
      return city;
    }

    public void setCity(String city) {
      this.city = city;
    }

    public double getLatitude() {
      return latitude;
    }

    public void setLatitude(double latitude) {
      this.latitude = latitude;
    }

    public double getLongitude() {
      return longitude;
    }

    public void setLongitude(double longitude) {
      this.longitude = longitude;
    }
  }

  /** Part of a {@link Purchase}. */
  public static final class Item {
    private String name = "";
    private double price;

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public double getPrice() {
      return price;
    }

    public void setPrice(double price) {
      this.price = price;
    }
  }
}
