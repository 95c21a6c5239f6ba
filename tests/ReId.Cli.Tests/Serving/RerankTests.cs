using System.Numerics.Tensors;
using System.Text.Json;
using ReId.Cli.Tests.Support;
using ReId.Contracts;
using ReId.Contracts.Messages;
using ReId.Index;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Reranking;

namespace ReId.Cli.Tests.Serving;

/// <summary>
/// Re-ranking over HTTP, of vectors that it must order another way: the stranger is the nearest to the query, but one
/// of a crowd whose members are all nearer to each other than to the query; the friends are farther, and the query is
/// the nearest that each of them has.
/// </summary>
public sealed class RerankTests : ServiceTest
{
    private const string Model = "colour-1";
    private const int Friends = 12;

    // More than the 20 neighbours that must agree.
    private const int Crowd = 25;

    [Fact]
    public async Task Friends_of_the_query_come_before_a_stranger_who_is_nearer_and_scores_stay_cosines()
    {
        await using var server = await StartAsync();
        var length = (await server.Server.Gallery.FindVectorAsync(await EnrolledAsync(server), Model, Token))!.Length;
        var query = Vector(length, (0, 0));
        var vectors = await AddAsync(server, length);
        var plainly = vectors.Select(pair => (pair.Key, Cosine: TensorPrimitives.CosineSimilarity(query, pair.Value)))
            .OrderByDescending(pair => pair.Cosine).ToDictionary(pair => pair.Key, pair => pair.Cosine);
        var (stranger, friends) = (Id(0), Enumerable.Range(1, Friends).Select(Id).ToList());

        string[] camera = ["made"];
        var plain = await server.SearchAsync(new { vector = query, k = 100, cameras = camera });
        var reranked = await server.SearchAsync(new { vector = query, k = 100, cameras = camera, rerank = true });

        // Before: the stranger, the friends, the rest of the crowd. After: the friends first, the stranger behind them.
        Assert.Equal(plainly.Keys, TestServer.CropsOf(plain));
        Assert.Equal([stranger, .. friends], TestServer.CropsOf(plain)[..(1 + Friends)]);
        Assert.Equal(friends.Order(), TestServer.CropsOf(reranked)[..Friends].Order());
        Assert.Equal(Reranked(query, vectors, [.. plainly.Keys]), TestServer.CropsOf(reranked));

        var items = reranked.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, 1 + Friends + Crowd - 1), items.Select(item => item.GetProperty("rank").GetInt32()));
        Assert.All(items, item => Assert.Equal(plainly[CropOf(item)], item.GetProperty("score").GetDouble(), 1e-3));
    }

    /// <summary>The order of the engine's own re-ranker with the options of the literature.</summary>
    private static List<Guid> Reranked(float[] query, Dictionary<Guid, float[]> vectors, List<Guid> crops)
    {
        var gallery = new FeatureMatrix([.. crops.SelectMany(crop => vectors[crop])], query.Length, "the crops");
        using var distances = RerankedDistances.Create(
            new FeatureMatrix(query, query.Length, "the query"), gallery, new KReciprocalOptions { K1 = 20, K2 = 6, Lambda = 0.3 }, cancellationToken: Token);
        var row = new float[crops.Count];
        distances.Fill(0, 1, row, Token);
        return [.. crops.Zip(row).OrderBy(pair => pair.Second).Select(pair => pair.First)];
    }

    private static async Task<Dictionary<Guid, float[]>> AddAsync(TestServer server, int length)
    {
        // The stranger is at 25° of the query, the rest of the crowd about 12° behind, a little apart from each other.
        var vectors = new Dictionary<Guid, float[]> { [Id(0)] = Vector(length, (1, 25)) };
        for (var i = 1; i <= Friends; i++)
        {
            // At 28° and more, each in a direction of its own: they are 39° and more apart.
            vectors[Id(i)] = Vector(length, (1 + i, 28 + (0.2 * i)));
        }

        for (var i = 1; i < Crowd; i++)
        {
            vectors[Id(Friends + i)] = Vector(length, (1, 37 + (0.1 * i)), (20 + i, 1.5));
        }

        var number = 0;
        await server.Server.Gallery.AddAsync([.. vectors.Select(pair => Entry(pair.Key, number++, pair.Value))], Token);
        var stored = new Dictionary<Guid, float[]>();
        foreach (var crop in vectors.Keys)
        {
            stored[crop] = (await server.Server.Gallery.FindVectorAsync(crop, Model, Token))!;
        }

        return stored;
    }

    /// <summary>The first axis, turned so many degrees towards others.</summary>
    private static float[] Vector(int length, params (int Axis, double Degrees)[] turns)
    {
        var vector = new double[length];
        vector[0] = 1;
        foreach (var (axis, degrees) in turns)
        {
            var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
            vector = Array.ConvertAll(vector, component => component * cosine);
            vector[axis] += sine;
        }

        return Array.ConvertAll(vector, component => (float)component);
    }

    private static async Task<Guid> EnrolledAsync(TestServer server) => await server.EnrolAsync(Pictures.Person(Pictures.Red, Pictures.Grey), "gate");

    private static GalleryEntry Entry(Guid crop, int number, float[] vector) => new()
    {
        Crop = new CropCaptured
        {
            CropId = crop,
            Camera = "made",
            TrackletId = new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 2),
            CapturedAt = new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero).AddMinutes(number),
            Box = new PixelBox(0, 0, 64, 128),
            Quality = 0.5f,
            Image = new CropImage { Data = [0xFF, 0xD8], Width = 64, Height = 128 },
        },
        ModelId = Model,
        Vector = vector,
    };

    private static Guid CropOf(JsonElement item) => item.GetProperty("crop").GetProperty("cropId").GetGuid();

    private static Guid Id(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);
}
