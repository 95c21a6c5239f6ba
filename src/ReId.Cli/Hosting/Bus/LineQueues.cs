using ReId.Contracts.Messages;

namespace ReId.Cli.Hosting.Bus;

/// <summary>
/// The queues of the broker, each with what it is declared with. A queue's arguments never change once it exists
/// (RabbitMQ refuses another declaration), so an operator lowers a limit with a policy: the lower of both counts.
/// </summary>
internal static class LineQueues
{
    public const string Embed = "embed-crops";
    public const string Index = "index-crops";

    /// <summary>Most messages of a line before publishers are refused.</summary>
    public const int MaxLength = 50_000;

    /// <summary>Most bytes of a line before publishers are refused: about 20,000 crops with their pictures.</summary>
    public const long MaxBytes = 256L << 20;

    /// <summary>How often a message is delivered to workers that die over it before it counts as poison.</summary>
    public const int DeliveryLimit = 20;

    /// <summary>Most bytes of dead letters of a line; then the oldest go.</summary>
    public const long MaxDeadBytes = 1L << 30;

    /// <summary>Notices of an ingesting process; one that reads is never this far behind.</summary>
    private const int MaxNotices = 100_000;

    /// <summary>How long dead letters are kept.</summary>
    public static readonly TimeSpan DeadTime = TimeSpan.FromDays(14);

    /// <summary>How long the queue of an ingesting process outlives its connection.</summary>
    public static readonly TimeSpan NoticeTime = TimeSpan.FromMinutes(30);

    /// <summary>The lines in the order that a crop passes them, each with the message that it carries.</summary>
    public static IReadOnlyList<(string Queue, Type Message)> Lines { get; } =
        [(Embed, typeof(CropCaptured)), (Index, typeof(CropEmbedded))];

    public static bool IsLine(string queue) => queue is Embed or Index;

    /// <summary>Where the messages of a queue go that can never be processed.</summary>
    public static string Dead(string queue) => queue + "-dead";

    public static IReadOnlyDictionary<string, object> LineArguments(string queue) => new Dictionary<string, object>
    {
        ["x-queue-type"] = "quorum",
        ["x-max-length"] = MaxLength,
        ["x-max-length-bytes"] = MaxBytes,
        ["x-overflow"] = "reject-publish",
        ["x-delivery-limit"] = DeliveryLimit,
        ["x-dead-letter-exchange"] = Dead(queue),
        // The move to the dead queue is confirmed before the message leaves the line.
        ["x-dead-letter-strategy"] = "at-least-once",
    };

    public static IReadOnlyDictionary<string, object> DeadArguments { get; } = new Dictionary<string, object>
    {
        ["x-queue-type"] = "quorum",
        ["x-max-length-bytes"] = MaxDeadBytes,
        ["x-overflow"] = "drop-head",
        ["x-message-ttl"] = (long)DeadTime.TotalMilliseconds,
    };

    /// <summary>
    /// An ingesting process that died must not fill the broker, nor hold up the gallery's announcements. Not a quorum
    /// queue: one that is made while its broker is killed can be without a leader for ever (docs/decisions/0160).
    /// </summary>
    public static IReadOnlyDictionary<string, object> NoticeArguments { get; } = new Dictionary<string, object>
    {
        ["x-queue-type"] = "classic",
        ["x-max-length"] = MaxNotices,
        ["x-overflow"] = "drop-head",
        ["x-expires"] = (long)NoticeTime.TotalMilliseconds,
    };
}
