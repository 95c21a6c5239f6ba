using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit.Serialization;
using ReId.Testing;

namespace ReId.Contracts.Tests.Messages;

/// <summary>
/// Freezes what goes over the wire: messages wait in queues while programs are updated. A change here is a new version
/// of a message, not a new golden file.
/// </summary>
public sealed class WireFormatTests
{
    public static TheoryData<string> Names => [.. Samples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_is_written_as_its_golden_file(string name)
    {
        var json = JsonSerializer.SerializeToNode(Samples.All[name], SystemTextJsonMessageSerializer.Options);

        Assert.True(JsonNode.DeepEquals(Golden(name), json), $"{name} is now written as {json}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_file_is_read_without_loss(string name)
    {
        var type = Samples.All[name].GetType();
        var message = Golden(name).Deserialize(type, SystemTextJsonMessageSerializer.Options);

        Assert.True(JsonNode.DeepEquals(
            Golden(name), JsonSerializer.SerializeToNode(message, type, SystemTextJsonMessageSerializer.Options)));
    }

    [Fact]
    public void Every_message_has_a_golden_file()
    {
        var messages = typeof(CropImage).Assembly.GetExportedTypes().Where(t => t.Namespace == "ReId.Contracts.Messages");

        Assert.Equal(
            messages.Select(t => t.Name).Order(), Samples.All.Values.Select(m => m.GetType().Name).Distinct().Order());
    }

    [Fact]
    public void Messages_are_sealed_records()
    {
        var messages = typeof(CropImage).Assembly.GetExportedTypes().Where(t => t.Namespace == "ReId.Contracts.Messages");

        Assert.All(messages, t => Assert.True(t.IsSealed && t.GetMethod("<Clone>$") is not null, t.Name));
    }

    private static JsonNode Golden(string name) =>
        JsonNode.Parse(File.ReadAllText(RepositoryPaths.Golden($"contracts/{name}.json")))!;
}
