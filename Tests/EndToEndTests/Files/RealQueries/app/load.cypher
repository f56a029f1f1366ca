// The kinds of statement that load scripts hold.
:begin
CREATE CONSTRAINT user_id IF NOT EXISTS FOR (u:User) REQUIRE u.id IS UNIQUE;
:param id => 1
MERGE (u:User {id: $id}) SET u.name = 'a;b' // ; in a comment
RETURN u;
/* ; */ MATCH (u:User) RETURN gds.alpha.thing(u) AS x;
MATCH (u:User) RETURN point({x: 1, y: 2}) AS p;
CALL apoc.periodic.iterate('RETURN 1', 'RETURN 2', {});
