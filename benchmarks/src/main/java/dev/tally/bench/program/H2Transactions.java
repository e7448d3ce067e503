// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** A mix of transactions on an H2 database in memory: transfers, and now and then a report. */
final class H2Transactions implements Program {
  private static final int TRANSACTIONS = 10_000;
  private static final int ACCOUNTS = 5_000;

  private final Connection connection = DriverManager.getConnection("jdbc:h2:mem:bank");

  H2Transactions() throws SQLException {
    connection.setAutoCommit(false);
    run("create table account(id int primary key, branch int, balance bigint)");
    run("create table entry(id int primary key, account int, amount int)");
    run("create index entry_account on entry(account)");
    run("insert into account select x, mod(x, 10), 0 from system_range(1, " + ACCOUNTS + ")");
    connection.commit();
  }

  @Override
  public long round() throws SQLException {
    run("update account set balance = 0");
    run("delete from entry");
    connection.commit();
    Random random = new Random(7);
    long check = 0;
    try (PreparedStatement credit =
            connection.prepareStatement("update account set balance = balance + ? where id = ?");
        PreparedStatement enter =
            connection.prepareStatement("insert into entry values (?, ?, ?)");
        PreparedStatement balance =
            connection.prepareStatement("select balance from account where id = ?");
        PreparedStatement report =
            connection.prepareStatement(
                "select a.branch, count(*), sum(e.amount) from account a"
                    + " join entry e on e.account = a.id where e.id between ? and ?"
                    + " group by a.branch order by a.branch")) {
      for (int i = 0; i < TRANSACTIONS; i++) {
        int from = 1 + random.nextInt(ACCOUNTS);
        int to = 1 + random.nextInt(ACCOUNTS);
        int amount = random.nextInt(1_000);
        update(credit, -amount, from);
        update(credit, amount, to);
        update(enter, i, to, amount);
        check = check * 31 + query(balance, from);
        if (i % 100 == 99) {
          check = check * 31 + query(report, i - 99, i);
        }
        if (i % 50 == 0) {
          connection.rollback();
        } else {
          connection.commit();
        }
      }
    }
    return check;
  }

  private static void update(PreparedStatement statement, int... values) throws SQLException {
    set(statement, values);
    statement.executeUpdate();
  }

  private static long query(PreparedStatement statement, int... values) throws SQLException {
    set(statement, values);
    long sum = 0;
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        sum = sum * 17 + rows.getLong(1);
      }
    }
    return sum;
  }

  private static void set(PreparedStatement statement, int... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setInt(i + 1, values[i]);
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void end() throws SQLException {
    connection.close();
  }
}
