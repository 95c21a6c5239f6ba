using System.Numerics.Tensors;
using System.Text;
using ReId.Cli.Tests.Support;

namespace ReId.Cli.Tests.Serving;

/// <summary>Searches by a vector that the caller has.</summary>
public class VectorSearchTests : ServiceTest
{
    private const string Model = "colour-1";

    [Fact]
    public async Task The_nearest_are_found_in_their_order_whatever_the_length_of_the_vector()
    {
        await using var server = await StartAsync();
        var (crops, vectors) = await PeopleAsync(server);
        var query = vectors[2];
        var expected = crops.Select((crop, i) => (crop, score: TensorPrimitives.CosineSimilarity(query, vectors[i])))
            .OrderByDescending(hit => hit.score).Take(4).ToList();

        foreach (var body in new object[]
        {
            new { vector = query, k = 4 },
            new { vector = query, k = 4, modelId = Model },
            new { vector = query, k = 4, exact = true },
            new { vector = Array.ConvertAll(query, component => 40 * component), k = 4 },
        })
        {
            var found = await server.SearchAsync(body);
            Assert.Equal(Model, found.GetProperty("modelId").GetString());
            Assert.Equal(expected.Select(hit => hit.crop), TestServer.CropsOf(found));
            Assert.All(
                found.GetProperty("items").EnumerateArray().Zip(expected),
                pair => Assert.Equal(pair.Second.score, pair.First.GetProperty("score").GetDouble(), 1e-3));
        }

        // The crop itself is among them, which is not where the query is that crop.
        Assert.Equal(crops[2], expected[0].crop);
        Assert.Equal(expected.Skip(1).Select(hit => hit.crop), TestServer.CropsOf(await server.SearchAsync(new { cropId = crops[2], k = 3 })));
    }

    [Fact]
    public async Task A_vector_that_cannot_be_one_is_refused_with_a_sentence()
    {
        await using var server = await StartAsync();
        var (_, vectors) = await PeopleAsync(server);
        var length = vectors[0].Length;
        await SaysAsync(400, $"'vector' has 3 components, but the model {Model} has {length}.", "[1,2,3]");
        await SaysAsync(400, $"'vector' has {length + 1} components, but the model {Model} has {length}.", Components(length + 1, "0.5"));
        await SaysAsync(400, "'vector' must hold finite numbers", "[]");
        await SaysAsync(400, "'vector' is zero, which points nowhere.", Components(length, "0"));
        await SaysAsync(400, "'vector' must hold finite numbers", Components(length, "0.5", last: "1e999"));
        await SaysAsync(400, "'vector' must hold finite numbers", Components(length, "0.5", last: "-1e999"));
        await SaysAsync(400, "The JSON body is malformed", Components(length, "0.5", last: "NaN"));
        await SaysAsync(400, $"'vector[{length - 1}]' must be a number", Components(length, "0.5", last: "\"NaN\""));
        await SaysAsync(400, $"'vector[{length - 1}]' must be a number", Components(length, "0.5", last: "null"));
        await SaysAsync(400, "Name exactly one of 'cropId'", "null");
        await SaysAsync(422, "The gallery has no vectors of the model 'other'.", Components(length, "0.5"), ",\"modelId\":\"other\"");

        async Task SaysAsync(int status, string part, string vector, string more = "")
        {
            using var body = new StringContent($"{{\"vector\":{vector}{more}}}", Encoding.UTF8, "application/json");
            var problem = await TestServer.JsonAsync(await server.Viewer.PostAsync("/v1/search", body, Token), status);
            Assert.Contains(part, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    private static string Components(int count, string value, string? last = null) =>
        $"[{string.Join(',', Enumerable.Repeat(value, count - 1).Append(last ?? value))}]";

    private static async Task<(Guid[] Crops, float[][] Vectors)> PeopleAsync(TestServer server)
    {
        var (crops, vectors) = (new Guid[7], new float[7][]);
        for (var i = 0; i < crops.Length; i++)
        {
            crops[i] = await server.EnrolAsync(Pictures.Person(new OpenCvSharp.Scalar(35 * i, 250 - (30 * i), 10 + (20 * i)), Pictures.Grey), "gate");
            vectors[i] = (await server.Server.Gallery.FindVectorAsync(crops[i], Model, Token))!;
        }

        return (crops, vectors);
    }
}
