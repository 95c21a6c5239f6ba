using ReId.Contracts;
using ReId.Index.Erasure;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.ErasureTests;

/// <summary>Dead letters of a broker: counted in the receipt, and made good where the broker was away.</summary>
public sealed class MessageSweepTests : GalleryTest
{
    private sealed class Letters(params IEnumerable<MessageOfCrop> letters) : IErasedMessages
    {
        public List<MessageOfCrop> Left { get; } = [.. letters];

        public bool Away { get; set; }

        public Task<IReadOnlyList<Guid>> RemoveAsync(Func<MessageOfCrop, Guid?> erasureOf, CancellationToken cancellationToken)
        {
            if (Away)
            {
                throw new ReIdException("The broker is away.");
            }

            var gone = Left.Where(letter => erasureOf(letter) is not null).ToList();
            Left.RemoveAll(gone.Contains);
            return Task.FromResult<IReadOnlyList<Guid>>([.. gone.Select(letter => erasureOf(letter)!.Value)]);
        }
    }

    [Fact]
    public async Task Letters_of_erased_crops_go_and_are_counted_for_their_erasure()
    {
        await using var gallery = await OpenAsync();
        var entries = Sample.Town(20);
        await gallery.AddAsync(entries, Token);
        var letters = new Letters(entries.Select(entry => new MessageOfCrop(entry.Crop.CropId, entry.Crop.Camera, entry.Crop.CapturedAt)));
        var eraser = new Eraser(gallery, messages: letters);

        var receipt = await eraser.EraseAsync(Crops(entries[0], entries[1]), "desk", Token);

        Assert.Equal((2, "removed", true), (receipt.Removed.Messages, receipt.Check.Messages, receipt.Check.Clean));
        Assert.Equal(18, letters.Left.Count);
        Assert.Equal("none", (await new Eraser(gallery).EraseAsync(Crops(entries[2]), "desk", Token)).Check.Messages);

        // One that was delivered before the erasure and died after it.
        letters.Left.Add(new MessageOfCrop(entries[0].Crop.CropId, "north", Sample.Start));
        Assert.Equal(2, await eraser.SweepMessagesAsync(Token));
        Assert.Equal(3, (await eraser.FindAsync(receipt.ErasureId, Token))!.Removed.Messages);
    }

    [Fact]
    public async Task A_broker_that_is_away_is_said_and_made_good_also_after_a_restart()
    {
        var entries = Sample.Town(20);
        var letters = new Letters(new MessageOfCrop(entries[0].Crop.CropId, "north", Sample.Start)) { Away = true };
        Guid id;
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(entries, Token);
            var receipt = await new Eraser(gallery, messages: letters).EraseAsync(Crops(entries[0]), "desk", Token);
            Assert.Equal((0, "pending", false), (receipt.Removed.Messages, receipt.Check.Messages, receipt.Check.Clean));
            Assert.Equal("The broker is away.", receipt.Check.MessagesProblem);
            id = receipt.ErasureId;
        }

        await using var again = await OpenAsync();
        var eraser = new Eraser(again, messages: letters);
        await Assert.ThrowsAsync<ReIdException>(() => eraser.SweepMessagesAsync(Token));
        letters.Away = false;
        Assert.Equal(1, await eraser.SweepMessagesAsync(Token));
        var done = await eraser.FindAsync(id, Token);
        Assert.Equal((1, "removed", true, null), (done!.Removed.Messages, done.Check.Messages, done.Check.Clean, done.Check.MessagesProblem));
        Assert.Equal(0, await eraser.SweepMessagesAsync(Token));
    }

    private static ErasureRequest Crops(params GalleryEntry[] entries) => new() { CropIds = [.. entries.Select(entry => entry.Crop.CropId)] };
}
