package io.tributary.mapping;

/** What every function gives: the documented sample, null, and an edge; expression and result. */
final class FunctionCases {
  static final String TEXT =
      """
      concat("Hi, ","there","!") => Hi, there!
      concat(a, none, 1.0, true) => Hello1true
      concat() => (empty)
      concat(none) => (empty)
      explode("Hi, there!"," ") => ["Hi,","there!"]
      explode("a,b,,c,,") => ["a","b","","c"]
      explode("id1|id2", '\\\\|') => ["id1","id2"]
      explode("a--b--c", "--") => ["a","b","c"]
      explode(none, ",") => null
      explode("", ",") => [""]
      explode("x", "(") => failed: the regular expression (…
      split("a,b;c", ",;") => ["a","b","c"]
      split("a b", "") => ["a b"]
      split(none, ",") => null
      split("a\\\\b", "\\\\") => ["a","b"]
      join(" ", to_array(true,"Hello","world")) => Hello world
      join("-", list) => p--q
      join(none, list) => null
      join(",", []) => (empty)
      join(",", "a") => failed: join wants an array as argument 2…
      instr("adobe.com", "com") => 6
      instr("adobe.com", "o", 3) => 7
      instr("adobe.com", "o", 0, 2) => 7
      instr("adobe.com", "o", 0, 3) => -1
      instr("adobe", "x") => -1
      instr(none, "x") => null
      replacestr("This is a string re test","re","replace") => This is a string replace test
      replacestr("a.b.c",".","") => abc
      replacestr("abc","","x") => abc
      replacestr(none,"a","b") => null
      substr("This is a substring test",7,8) =>  a subst
      substr("abc",1,100) => bc
      substr("abc",5,1) => (empty)
      substr(none,0,1) => null
      substr("abc","x",1) => failed: substr wants a whole number as argument 2, not "x"
      lower("HeLLo") => hello
      lower(none) => null
      lower(12) => 12
      lcase("HeLLo") => hello
      lcase(none) => null
      lcase("É") => é
      upper("HeLLo") => HELLO
      upper(none) => null
      upper("straße") => STRASSE
      ucase("HeLLo") => HELLO
      ucase(none) => null
      ucase("") => (empty)
      left("abcde",2) => ab
      left("abcde",9) => abcde
      left(none,2) => null
      left("abc",-1) => (empty)
      right("abcde",2) => de
      right("abcde",9) => abcde
      right(none,2) => null
      right("abc",-1) => (empty)
      trim("  a b ") => a b
      trim(none) => null
      trim("") => (empty)
      concat("[", ltrim("  a "), "]") => [a ]
      ltrim(none) => null
      ltrim("x") => x
      concat("[", rtrim(" a  "), "]") => [ a]
      rtrim(none) => null
      rtrim("x") => x
      lpad("bat",8,"yz") => yzyzybat
      lpad(none,3,"x") => xxx
      lpad("bat",5,"") =>   bat
      lpad("bat",2,"x") => bat
      lpad("bat",2000000000,"x") => failed: its text is longer than…
      rpad("bat",8,"yz") => batyzyzy
      rpad(none,3,"x") => xxx
      concat(rpad("bat",5,none), "|") => bat  |
      rpad("bat",5,"xyz") => batxy
      equals("a","a") => true
      equals("a","A") => false
      equals(none,none) => true
      equals(none,"a") => false
      equalsIgnoreCase("a","A") => true
      equalsIgnoreCase("a","b") => false
      equalsIgnoreCase(none,"a") => false
      """;

  static final String REGEX_AND_HASH =
      """
      extract_regex("E259,E259B_009,1_1","([^,]+),[^,]*,([^,]+)") => ["E259,E259B_009,1_1","E259","1_1"]
      extract_regex("abc","x") => []
      extract_regex("b","(a)?b") => ["b",null]
      extract_regex(none,"x") => null
      extract_regex("abc","(") => failed: the regular expression (…
      matches_regex("E259,E259B_009,1_1","([^,]+),[^,]*,([^,]+)") => true
      matches_regex("xay","a") => false
      matches_regex(none,"a") => null
      matches_regex("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab","(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x") => failed: it needs more than…
      sha1("my text","UTF-8") => c3599c11e47719df18a2448690840c5dfcce3c80
      sha1(none) => null
      sha1("") => da39a3ee5e6b4b0d3255bfef95601890afd80709
      sha256("my text") => 7330d2b39ca35eaf4cb95fc846c21ee6a39af698154a83a586ee270a0d372104
      sha256(none) => null
      sha256("my text","latin") => failed: sha256 wants UTF-8, UTF-16…
      sha512("my text") => a3d7e45a0d9be5fd4e4b9a3b8c9c2163c21ef708bf11b4232bb21d2a8704ada2cdcd7b367dd0788a89a5c908cfe377aceb1072a7b386b7d4fd2ff68a8fd24d16
      sha512(none) => null
      sha512(1.0) => 4dff4ea340f0a823f15d3f4f01ab62eae0e5da579ccb851f8db9dfe84c58b2b37b89903a740e1ee172da793a6e79d560e5f7f9bd058a12a280433ed6fa46510a
      md5("my text","utf-8") => d3b96ce8c9fb4e9bd0198d03ba6852c7
      md5(none) => null
      md5("my text","UTF-16") => 85925c6d7d275f30ebef27331d853e85
      crc32("my text") => 8df92e80
      crc32(none) => null
      crc32("") => 00000000
      """;

  static final String URL =
      """
      get_url_protocol("https://platform.adobe.com/home") => https
      get_url_protocol("no url") => null
      get_url_protocol(none) => null
      get_url_host("https://platform.adobe.com/home") => platform.adobe.com
      get_url_host("not a url") => null
      get_url_host(none) => null
      get_url_port("sftp://example.com//home/joe/employee.csv") => 22
      get_url_port("https://example.com:8443/") => 8443
      get_url_port("foo://example.com") => null
      get_url_port(none) => null
      get_url_path("sftp://example.com//home/joe/employee.csv") => //home/joe/employee.csv
      get_url_path("sftp://example.com//home/joe/employee.csv", false) => employee.csv
      get_url_path("::") => null
      get_url_path(none) => null
      get_url_query_str("foo://example.com:8042/over/there?name=ferret#nose", "retain") => {"name":"ferret#nose"}
      get_url_query_str("foo://example.com:8042/over/there?name=ferret#nose", "remove") => {"name":"ferret"}
      get_url_query_str("foo://example.com:8042/over/there?name=ferret#nose", "append") => {"name":"ferret","_anchor_":"nose"}
      get_url_query_str("foo://example.com", "keep") => failed: get_url_query_str wants retain…
      get_url_query_str(none, "retain") => null
      get_url_encoded("https://example.com/a b_2022") => https%3A%2F%2Fexample.com%2Fa%20b_2022
      get_url_encoded(none) => null
      get_url_encoded("é") => %C3%A9
      get_url_decoded("https%3A%2F%2Fexample.com%2Fa%20b_2022") => https://example.com/a b_2022
      get_url_decoded(none) => null
      get_url_decoded("a+b") => a+b
      get_url_decoded("%zz") => failed: get_url_decoded wants percent-encoded text…
      """;

  static final String DATE =
      """
      now() => 2024-02-29T12:34:56.789Z
      now() == now() => true
      format(now(), "dd.MM.") ?? none => 29.02.
      timestamp() => 1709210096789
      dformat(timestamp(), "yyyy") => 2024
      timestamp() + none => null
      format(t, "yyyy-MM-dd HH:mm:ss") => 2019-10-17 11:55:12
      format("2019-10-23T11:24:35+00:00", "dd MMM yyyy") => 23 Oct 2019
      format(d, "uuuu") => 2020
      format(none, "yyyy") => null
      format("soon", "yyyy") => failed: format wants a date as argument 1, not "soon"
      format(t, "bbb") => failed: the date pattern bbb is not valid
      dformat(1571829875000, "dd-MMM-yyyy hh:mm") => 23-Oct-2019 11:24
      dformat(none, "yyyy") => null
      dformat("x", "yyyy") => failed: dformat wants milliseconds…
      dformat("0", "yyyy-MM-dd") => 1970-01-01
      date("2019-10-17") => 2019-10-17T00:00:00Z
      date("17/10/2019 11:55", "dd/MM/yyyy HH:mm") => 2019-10-17T11:55:00Z
      date("2019-10-23T11:24:00+02:00") => 2019-10-23T11:24:00+02:00
      date("2019-10", "yyyy-MM") => 2019-10-01T00:00:00Z
      date(none, "yyyy", now()) => 2024-02-29T12:34:56.789Z
      date(none) => null
      date("x", "yyyy", now()) => failed: date wants a date like yyyy…
      date("2019-10-17 11:55 +0200", "yyyy-MM-dd HH:mm Z") => 2019-10-17T11:55:00+02:00
      date_part("date", t) => failed: date_part wants a part like…
      date_part("MM", "2019-10-17T11:55:12") => 10
      date_part("YYYY", t) => 2019
      date_part("q", t) => 4
      date_part("dy", t) => 290
      date_part("d", t) => 17
      date_part("ww", t) => 42
      date_part("dw", t) => 4
      date_part("hh12", "2019-10-17T13:00:00Z") => 1
      date_part("hh24", "2019-10-17T13:00:00Z") => 13
      date_part("mi", t) => 55
      date_part("ss", t) => 12
      date_part("ms", now()) => 789
      date_part("yyyy", none) => null
      set_date_part("m", 4, "2016-11-09T11:44:44.797") => 2016-04-09T11:44:44.797Z
      set_date_part("hour", 25, t) => failed: set_date_part wants a value…
      set_date_part("day", 1, none) => null
      set_date_part("yy", 2000, d) => 2000-02-29T00:00:00Z
      make_date_time(2019,10,17,11,55,12,999,"America/Los_Angeles") => 2019-10-17T11:55:12.000000999-07:00
      make_date_time(2019,13,17,11,55,12,0,"UTC") => failed: make_date_time…
      make_date_time(2019,10,17,11,55,12,0,none) => null
      make_timestamp(2019,10,17,11,55,12,0,"UTC") => 2019-10-17T11:55:12Z
      make_timestamp(2019,10,17,11,55,12,0,"Mars/Base") => failed: make_timestamp wants a time zone as argument 8…
      make_timestamp(none,10,17,11,55,12,0,"UTC") => null
      zone_date_to_utc("2019-10-17T11:55:12-08:00") => 2019-10-17T19:55:12Z
      zone_date_to_utc(none) => null
      zone_date_to_utc("x") => failed: zone_date_to_utc wants a date…
      zone_date_to_zone(now(), "Europe/Paris") => 2024-02-29T13:34:56.789+01:00
      zone_date_to_zone(none, "UTC") => null
      zone_date_to_zone(t, "nowhere") => failed: zone_date_to_zone wants a time zone…
      """;

  static final String OBJECT =
      """
      is_empty([]) => true
      is_empty(none) => true
      is_empty("") => true
      is_empty({}) => true
      is_empty(" ") => false
      is_empty(0) => false
      arrays_to_objects('sku',explode("id1|id2",'\\\\|'),'price',[22.5,14.35]) => [{"sku":"id1","price":22.5},{"sku":"id2","price":14.35}]
      arrays_to_objects('a',[1],'b',[1,2]) => [{"a":1,"b":1},{"b":2}]
      arrays_to_objects('a',none) => []
      arrays_to_object('a',["x"]) => [{"a":"x"}]
      arrays_to_object('a',none) => []
      arrays_to_object('a',"x") => failed: arrays_to_object wants an array as argument 2…
      to_object("firstName","John","lastName","Doe") => {"firstName":"John","lastName":"Doe"}
      to_object("a",none).get("a") => null
      to_object("a") => failed: every key needs a value
      str_to_object("firstName=John, lastName=Doe,x", "=", ",").get("lastName") => Doe
      str_to_object("a:1,b : 2") => {"a":"1","b":"2"}
      str_to_object(none) => null
      contains_key("person.name.first") => true
      contains_key(person.name.last) => false
      contains_key(none) => false
      contains_key(person.phones[1].no) => true
      contains_key("nothing") => false
      contains_key(1) => refused: contains_key wants a path…
      is_set(a) => true
      is_set(none) => false
      is_set(person.x) => false
      nullify() => null
      nullify() ?? "else" => else
      is_empty(nullify()) => true
      get_keys({"book1":"A","book2":"B"}) => ["book1","book2"]
      get_keys(none) => null
      get_keys("x") => failed: get_keys wants an object as argument 1, not "x"
      get_values("firstName - John , lastName - Cena , phone - 555 420 8692", "lastName", "-", ",") => Cena
      get_values("a=1", "b", "=") => null
      get_values(none, "a", "=") => null
      map_get_values(to_map("author","W","title","T"), "author") => W
      map_get_values(to_map("author","W","title","T"), ["author","x","author"]) => {"author":"W"}
      map_get_values(none, "a") => null
      map_has_keys(to_map("a",1), ["x","a"]) => true
      map_has_keys(to_map("a",1), "b") => false
      map_has_keys(none, "b") => null
      add_to_map(to_map("a",1), to_map("a",2,"b",3)) => {"a":1,"b":3}
      add_to_map(none, to_map("a",2)) => {"a":2}
      add_to_map(none, none) => null
      object_to_map("a",1,"b",2) => {"a":1,"b":2}
      object_to_map(person.name).get("first") => Ada
      object_to_map(person.phones[*], "no").get("2") => {"no":"2"}
      object_to_map(none) => null
      array_to_map(person.phones, "kind") => {"home":…
      array_to_map(none, "kind") => null
      array_to_map([], "kind") => {}
      to_map("firstName","John") => {"firstName":"John"}
      to_map() => {}
      to_map("a") => failed: every key needs a value
      json_to_object('{"a":{"b":[1,"x",null]}}').a.b[1] => x
      json_to_object(none) => null
      json_to_object("{") => failed: json_to_object wants JSON…
      """;

  static final String ARRAY =
      """
      coalesce(none, none, "first") => first
      coalesce(none) => null
      coalesce(a, to_integer("x")) => Hello
      first("1","2","3") => 1
      first(list) => p
      first([]) => null
      first(none) => null
      last("1","2","3") => 3
      last(list) => q
      last([]) => null
      last(none) => null
      add_to_array(["a","b"], "c", none) => ["a","b","c",null]
      add_to_array(none, "c") => null
      add_to_array("x", "c") => failed: add_to_array wants an array…
      join_arrays(["a"], ["b","c"], none) => ["a","b","c"]
      join_arrays(none, ["b"]) => null
      join_arrays([], []) => []
      to_array(false, 1, none, "true") => [1,"true"]
      to_array(true, 1, none) => [1,null]
      to_array(false) => []
      size_of([1,2,3,4]) => 4
      size_of(to_map("a",1)) => 1
      size_of(none) => null
      size_of(1) => failed: size_of wants an array as argument 1, not "1"
      upsert_array_append([1,2]) => [1,2]
      upsert_array_append(none) => null
      upsert_array_append("a") => failed: upsert_array_append wants an array…
      upsert_array_replace([1,2],1) => [1,2]
      upsert_array_replace(none) => null
      upsert_array_replace([]) => []
      array_to_string(";", ["a","b"]) => a;b
      array_to_string(";", none) => null
      array_to_string(";", list) => p;;q
      filterArray([1,2,3,4], x -> x > 2) => [3,4]
      filterArray(person.phones, p -> p.kind == "home")[0].no => 1
      filterArray(none, x -> true) => null
      filterArray([1], 2) => refused: filterArray wants x -> …
      transformArray([1,2,3], x -> x + n) => [8,9,10]
      transformArray(["a","b"], y -> transformArray([1,2], z -> y + z)) => [["a1","a2"],["b1","b2"]]
      transformArray(none, x -> x) => null
      transformArray(["x"], a -> a)[0] + a => xHello
      flattenArray([["a","b"],[["c"]],[]]) => ["a","b","c"]
      flattenArray(none) => null
      flattenArray([]) => []
      """;

  static final String LOGIC =
      """
      iif("s".equalsIgnoreCase("S"), "True", "False") => True
      iif(none, 1, 2) => 2
      iif(true, "safe", to_integer("x")) => safe
      iif("maybe", 1, 2) => failed: "maybe" is neither true nor false
      decode("k2", "k1","v1", "k2","v2", "default") => v2
      decode("k3", "k1","v1", "k2","v2", "default") => default
      decode("k3", "k1","v1") => null
      decode(none, "k1","v1","d") => d
      decode(7.0, n, "same") => same
      min(3,1,4) => 1
      min(["b","a"]) => a
      min(none, 2) => 2
      min(none) => null
      max(3,1,4) => 4
      max(t, date("2030-01-01")) => 2030-01-01T00:00:00Z
      max([1, 2.5, "2"]) => 2.5
      max(none, none) => null
      max("a", 1) => failed: "a" is not a number
      to_integer("12") => 12
      to_integer("12.9") => 12
      to_integer("x") => failed: to_integer wants a number as argument 1, not "x"
      to_integer(none) => null
      to_integer("1E300") => failed: to_integer wants an integer of 64 bits…
      to_decimal("12.5") => 12.5
      to_decimal("1,5") => failed: to_decimal wants a number…
      to_decimal(none) => null
      to_float("12.34566") => 12.34566
      to_float("1234567891") => 1234567940
      to_float(none) => null
      to_float("") => failed: to_float wants a number…
      to_bigint("1000000.34") => 1000000.34
      to_bigint("123456789012345678901234567890") => 123456789012345678901234567890
      to_bigint(none) => null
      size_of(uuid()) => 36
      uuid() == uuid() => false
      matches_regex(uuid() + none, "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}") => true
      size_of(guid()) => 36
      guid() == guid() => false
      matches_regex(guid() + none, "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}") => true
      """;

  static final String ADOBE =
      """
      ua_os_name("Mozilla/5.0 (iPhone; CPU iPhone OS 5_1_1 like Mac OS X) AppleWebKit/534.46 (KHTML, like Gecko) Version/5.1 Mobile/9B206 Safari/7534.48.3") => iOS
      ua_os_name(none) => null
      ua_os_name("") => Hacker
      ua_os_version("Mozilla/5.0 (iPhone; CPU iPhone OS 5_1_1 like Mac OS X) AppleWebKit/534.46 (KHTML, like Gecko) Version/5.1 Mobile/9B206 Safari/7534.48.3") => 5.1.1
      ua_os_version(none) => null
      ua_os_version("") => Hacker
      ua_os_version_major("Mozilla/5.0 (iPhone; CPU iPhone OS 5_1_1 like Mac OS X) AppleWebKit/534.46 (KHTML, like Gecko) Version/5.1 Mobile/9B206 Safari/7534.48.3") => iOS 5
      ua_os_version_major(none) => null
      ua_os_version_major("") => Hacker
      ua_os_name_version("Mozilla/5.0 (iPhone; CPU iPhone OS 5_1_1 like Mac OS X) AppleWebKit/534.46 (KHTML, like Gecko) Version/5.1 Mobile/9B206 Safari/7534.48.3") => iOS 5.1.1
      ua_os_name_version(none) => null
      ua_os_name_version("") => Hacker
      ua_agent_name("Mozilla/5.0 (iPhone; CPU iPhone OS 5_1_1 like Mac OS X) AppleWebKit/534.46 (KHTML, like Gecko) Version/5.1 Mobile/9B206 Safari/7534.48.3") => Safari
      ua_agent_name(none) => null
      ua_agent_name("") => Hacker
      ua_agent_version("Mozilla/5.0 (iPhone; CPU iPhone OS 5_1_1 like Mac OS X) AppleWebKit/534.46 (KHTML, like Gecko) Version/5.1 Mobile/9B206 Safari/7534.48.3") => 5.1
      ua_agent_version(none) => null
      ua_agent_version("") => Hacker
      ua_agent_version_major("Mozilla/5.0 (iPhone; CPU iPhone OS 5_1_1 like Mac OS X) AppleWebKit/534.46 (KHTML, like Gecko) Version/5.1 Mobile/9B206 Safari/7534.48.3") => Safari 5
      ua_agent_version_major(none) => null
      ua_agent_version_major("") => Hacker
      ua_device_class("Mozilla/5.0 (iPhone; CPU iPhone OS 5_1_1 like Mac OS X) AppleWebKit/534.46 (KHTML, like Gecko) Version/5.1 Mobile/9B206 Safari/7534.48.3") => Phone
      ua_device_class(none) => null
      ua_device_class("") => Hacker
      aa_get_event_id("event101=5:123456,scOpen", "event101") => 123456
      aa_get_event_id("event101=5:123456,scOpen", "scOpen") => null
      aa_get_event_id(none, "scOpen") => null
      aa_get_event_value("event101=5:123456,scOpen", "event101") => 5
      aa_get_event_value("event101=5:123456,scOpen", "scOpen") => 1
      aa_get_event_value("event101", "event10") => null
      aa_get_event_value(none, "scOpen") => null
      aa_get_product_categories("Example Category 1;Example product 1;1;3.50,Example Category 2;Example product 2;1;5.99") => ["Example Category 1","Example Category 2"]
      aa_get_product_categories(";p") => [null]
      aa_get_product_categories(none) => null
      aa_get_product_names("c;Example product 1;1;3.50,c;Example product 2;1;5.99") => ["Example product 1","Example product 2"]
      aa_get_product_names("c") => [null]
      aa_get_product_names(none) => null
      aa_get_product_quantities("c;p;1;3.50,c;q;2") => ["1","2"]
      aa_get_product_quantities("c;p") => [null]
      aa_get_product_quantities(none) => null
      aa_get_product_quantity("c;p;1;3.50,c;q;2") => ["1","2"]
      aa_get_product_quantity("c;p") => [null]
      aa_get_product_quantity(none) => null
      aa_get_product_prices("c;p;1;3.50,c;q;2") => ["3.50",null]
      aa_get_product_prices("") => [null]
      aa_get_product_prices(none) => null
      aa_get_product_price("c;p;1;3.50") => ["3.50"]
      aa_get_product_price("") => [null]
      aa_get_product_price(none) => null
      aa_get_product_event_values(";Example product 1;1;4.20;event1=2.3|event2=5:1,;Example product 2;1;4.20;event1=3|event2=2:2", "event1") => ["2.3","3"]
      aa_get_product_event_values(";p;1;4.20;event1=2.3|event2=5:1,;q", "event2") => ["5",null]
      aa_get_product_event_values(none, "event1") => null
      aa_get_product_evars(";Example product;1;6.69;;eVar1=Merchandising value", "eVar1") => ["Merchandising value"]
      aa_get_product_evars(";p;1;6.69;;eVar1=x|eVar2=y", "eVar3") => [null]
      aa_get_product_evars(none, "eVar1") => null
      """;

  private FunctionCases() {}
}
