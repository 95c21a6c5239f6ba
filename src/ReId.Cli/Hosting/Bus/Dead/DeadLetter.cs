using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace ReId.Cli.Hosting.Bus.Dead;

/// <summary>What is known of a message that could not be processed.</summary>
/// <param name="Reason">Why, one sentence.</param>
/// <param name="At">When it was given up, UTC; null where nobody noted it.</param>
internal sealed record DeadLetter(string Reason, DateTimeOffset? At)
{
    private const string FaultMessage = "MT-Fault-Message";
    private const string FaultTime = "MT-Fault-Timestamp";
    private const string Skipped = "MT-Reason";
    private const string Deaths = "x-death";

    // What is noted at the death; a message that is replayed begins anew.
    private static readonly string[] s_notes = ["MT-Fault-", "MT-Host-", Skipped, "x-death", "x-first-death-", "x-last-death-", "x-delivery-count"];

    public static DeadLetter Read(IReadOnlyBasicProperties properties)
    {
        var headers = properties.Headers ?? new Dictionary<string, object?>();
        if (Text(headers, FaultMessage) is { Length: > 0 } message)
        {
            return new DeadLetter(message.Split('\n', 2)[0].Trim(), Time(Text(headers, FaultTime)));
        }

        if (headers.TryGetValue(Deaths, out var deaths) && deaths is IList<object?> { Count: > 0 } list && list[0] is IDictionary<string, object?> death)
        {
            var at = death.TryGetValue("time", out var time) && time is AmqpTimestamp stamp ? DateTimeOffset.FromUnixTimeSeconds(stamp.UnixTime) : (DateTimeOffset?)null;
            return new DeadLetter(
                Text(death, "reason") switch
                {
                    "delivery_limit" => $"its workers ended {LineQueues.DeliveryLimit} times over it",
                    { } reason => $"the broker gave it up: {reason}",
                    null => "the broker gave it up",
                },
                at);
        }

        return new DeadLetter(Text(headers, Skipped) switch { "dead-letter" => "no consumer takes this kind of message", _ => "unknown" }, null);
    }

    /// <summary>The properties to send it with again: the same message without the notes of its death.</summary>
    public static BasicProperties Revived(IReadOnlyBasicProperties properties) => new(properties)
    {
        Headers = properties.Headers?.Where(header => !Array.Exists(s_notes, note => header.Key.StartsWith(note, StringComparison.Ordinal)))
            .ToDictionary(header => header.Key, header => header.Value),
        Persistent = true,
    };

    private static string? Text(IDictionary<string, object?> headers, string name) => headers.TryGetValue(name, out var value)
        ? value switch { byte[] bytes => Encoding.UTF8.GetString(bytes), null => null, _ => Convert.ToString(value, CultureInfo.InvariantCulture) }
        : null;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
