using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json.Nodes;

namespace ReId.EndToEnd.Tests.Bus;

/// <summary>Messages that are broken in one place each, the same for the same seed.</summary>
/// <param name="seed">Decides what is broken where.</param>
/// <param name="picture">A picture that can be embedded.</param>
/// <param name="model">The model of the gallery's vectors.</param>
/// <param name="dimension">Their dimension.</param>
internal sealed class MalformedMessages(int seed, byte[] picture, string model, int dimension)
{
    private readonly Random _random = new(seed);

    /// <summary>A captured crop as it should be.</summary>
    public string Good() => Envelope("CropCaptured", Crop());

    /// <summary>For the line of captured crops.</summary>
    public string Captured() => _random.Next(4) == 0 ? Cut(Good()) : Envelope("CropCaptured", SpoilCrop(Crop()));

    /// <summary>For the line of embedded crops.</summary>
    public string Embedded()
    {
        var message = new JsonObject { ["crop"] = Crop(), ["vector"] = Vector(dimension, _ => 1) };
        switch (_random.Next(10))
        {
            case 0: message["vector"] = Vector(dimension, at => at == 3 ? float.NaN : 1); break;
            case 1: message["vector"] = Vector(dimension, at => at == 0 ? One(float.PositiveInfinity, float.NegativeInfinity) : 1); break;
            case 2: message["vector"] = Vector(One(1, dimension - 1, dimension + 1), _ => 1); break;
            case 3: message["vector"] = Vector(dimension, _ => 0); break;
            case 4: message["vector"]!["dimension"] = One(-1, 0, int.MaxValue, int.MinValue); break;
            case 5: message["vector"]!["data"] = CutText((string)message["vector"]!["data"]!); break;
            case 6: message["vector"] = One<Func<JsonNode?>>(() => null, () => "text", () => 7, () => new JsonArray(1, 2))(); break;
            case 7: message["crop"] = One<Func<JsonNode?>>(() => null, () => "text", () => new JsonArray())(); break;
            case 8: return Cut(Envelope("CropEmbedded", message));
            default: message["crop"] = SpoilCrop(Crop()); break;
        }

        return Envelope("CropEmbedded", message);
    }

    private JsonObject SpoilCrop(JsonObject crop)
    {
        switch (_random.Next(10))
        {
            case 0: crop["image"]!["data"] = ""; break;
            case 1: crop["image"]!["data"] = CutText((string)crop["image"]!["data"]!); break;
            case 2: crop["image"] = null; break;
            case 3: crop["image"] = new JsonObject { ["blobKey"] = "../../etc/passwd", ["width"] = 1, ["height"] = 1 }; break;
            case 4: crop["box"]![One("width", "height")] = One(-1, int.MinValue, int.MaxValue); break;
            case 5: crop["box"] = One<Func<JsonNode?>>(() => "text", () => new JsonArray(1, 2), () => new JsonObject { ["x"] = 1e300 })(); break;
            case 6: crop["camera"] = One("", "gate\n", new string('x', 300)); break;
            case 7: crop["quality"] = One<Func<JsonNode?>>(() => -1, () => 2, () => "much")(); break;
            case 8: crop[One("cropId", "trackletId")] = One("none", Guid.Empty.ToString()); break;
            default: crop["capturedAt"] = One<Func<JsonNode?>>(() => "yesterday", () => true, () => new JsonObject())(); break;
        }

        return crop;
    }

    private JsonObject Crop() => new()
    {
        ["cropId"] = Guid.CreateVersion7().ToString(),
        ["camera"] = "gate",
        ["trackletId"] = Guid.CreateVersion7().ToString(),
        ["capturedAt"] = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture),
        ["box"] = new JsonObject { ["x"] = 10, ["y"] = 10, ["width"] = 64, ["height"] = 128 },
        ["quality"] = 0.5,
        ["image"] = new JsonObject { ["data"] = Convert.ToBase64String(picture), ["width"] = 64, ["height"] = 128 },
    };

    private JsonObject Vector(int length, Func<int, float> component)
    {
        var data = new byte[sizeof(float) * length];
        for (var i = 0; i < length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(sizeof(float) * i), component(i));
        }

        return new JsonObject { ["modelId"] = model, ["dimension"] = length, ["data"] = Convert.ToBase64String(data) };
    }

    private static string Envelope(string type, JsonObject message) => new JsonObject
    {
        ["messageId"] = Guid.CreateVersion7().ToString(),
        ["messageType"] = new JsonArray($"urn:message:ReId.Contracts.Messages:{type}"),
        ["message"] = message,
    }.ToJsonString();

    private string Cut(string text) => text[.._random.Next(text.Length)];

    // Never a whole group of four: no Base64.
    private string CutText(string base64) => base64[..((4 * _random.Next(base64.Length / 4)) + 1)];

    private T One<T>(params T[] of) => of[_random.Next(of.Length)];
}
