using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReId.Model.Training.Metrics;

/// <summary>How a line of the log is written and read.</summary>
internal static class MetricsJson
{
    private static readonly JsonSerializerOptions s_format = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,

        // The log is a file and no page: m² stays m².
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        AllowOutOfOrderMetadataProperties = true,
    };

    /// <summary>One line without its end.</summary>
    public static byte[] Write(MetricsLine line) => JsonSerializer.SerializeToUtf8Bytes(line, s_format);

    /// <summary>Null where the text is no line of a log; <paramref name="problem"/> says why.</summary>
    public static MetricsLine? TryRead(string text, out string problem)
    {
        try
        {
            problem = "it is 'null'";
            return JsonSerializer.Deserialize<MetricsLine>(text, s_format);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            problem = e.Message.Split(". ", 2)[0].Split('\n', 2)[0].TrimEnd('.', ' ');
            return null;
        }
    }
}
