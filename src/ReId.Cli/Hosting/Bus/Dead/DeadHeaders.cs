using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace ReId.Cli.Hosting.Bus.Dead;

/// <summary>What MassTransit and RabbitMQ write into the headers of a message that they give up.</summary>
internal static class DeadHeaders
{
    private const string Deaths = "x-death";

    // Of its death, as opposed to what the sender said.
    private static readonly string[] s_ofDeath = ["MT-Fault-", "MT-Reason", "MT-Host-", "x-death", "x-first-death-", "x-last-death-", "x-delivery-count"];

    public static DeadLetter Read(IReadOnlyBasicProperties properties)
    {
        var headers = properties.Headers ?? new Dictionary<string, object?>();
        var death = (Value(headers, Deaths) as IList<object>)?.OfType<IDictionary<string, object>>().FirstOrDefault();
        return new DeadLetter(properties.MessageId ?? "", DiedAt(headers, death, properties), Reason(headers, death));
    }

    /// <summary>The properties of a message that goes back to its line: as its sender made them, with the same id.</summary>
    public static BasicProperties Alive(IReadOnlyBasicProperties dead) => new(dead)
    {
        Headers = dead.Headers?.Where(header => !Array.Exists(s_ofDeath, prefix => header.Key.StartsWith(prefix, StringComparison.Ordinal)))
            .ToDictionary(header => header.Key, header => header.Value),
        Persistent = true,
        Expiration = null,
    };

    private static string Reason(IDictionary<string, object?> headers, IDictionary<string, object>? death)
    {
        if (Text(headers, "MT-Fault-Message") is { Length: > 0 } fault)
        {
            return fault.Split('\n', 2)[0].Trim();
        }

        return death is not null && death.TryGetValue("reason", out var reason)
            ? Text(reason) switch
            {
                "delivery_limit" => "Its workers ended again and again while they had it.",
                "expired" => "It waited longer than its line allows.",
                "maxlen" => "Its line was full.",
                var other => $"The broker gave it up: {other}.",
            }
            : "Nobody knew what to do with it: no message of this program.";
    }

    private static DateTimeOffset? DiedAt(IDictionary<string, object?> headers, IDictionary<string, object>? death, IReadOnlyBasicProperties properties)
    {
        if (Text(headers, "MT-Fault-Timestamp") is { } text
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return at;
        }

        return death is not null && death.TryGetValue("time", out var time) && time is AmqpTimestamp stamp
            ? DateTimeOffset.FromUnixTimeSeconds(stamp.UnixTime)
            : properties.IsTimestampPresent() ? DateTimeOffset.FromUnixTimeSeconds(properties.Timestamp.UnixTime) : null;
    }

    private static string? Text(IDictionary<string, object?> headers, string key) => Text(Value(headers, key));

    private static string? Text(object? value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value?.ToString();

    private static object? Value(IDictionary<string, object?> headers, string key) => headers.TryGetValue(key, out var value) ? value : null;
}
