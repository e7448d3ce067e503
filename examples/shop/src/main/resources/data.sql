INSERT INTO category VALUES (1, 'Ropes'), (2, 'Lamps'), (3, 'Paint');
INSERT INTO product SELECT x, 1 + MOD(x, 3), CONCAT('Product ', x), 100 * x FROM SYSTEM_RANGE(1, 30);
INSERT INTO orders SELECT x FROM SYSTEM_RANGE(1, 20);
INSERT INTO line SELECT 1 + MOD(x, 20), 1 + MOD(x, 3), 100 * x FROM SYSTEM_RANGE(1, 40);
