using ReId.Cli.Hosting;
using ReId.Contracts;

namespace ReId.Cli.Tests.Hosting;

public sealed class CropLossesTests
{
    [Fact]
    public void A_rejected_crop_is_counted_and_stops_nothing()
    {
        using var losses = new CropLosses();

        losses.Rejected(Guid.NewGuid(), "yard", "The picture is cut off.");
        losses.Rejected(Guid.NewGuid(), "yard", "The picture is cut off.");
        losses.ThrowIfFailed();

        Assert.Equal(2, losses.RejectedCount);
        Assert.False(losses.Failing.IsCancellationRequested);
    }

    [Fact]
    public void The_first_failure_stops_the_work_and_is_the_one_told()
    {
        using var losses = new CropLosses();

        losses.Failed(Guid.NewGuid(), "yard", "the disk is full");
        losses.Failed(Guid.NewGuid(), "yard", "something later");

        Assert.True(losses.Failing.IsCancellationRequested);
        var error = Assert.Throws<ReIdException>(losses.ThrowIfFailed);
        Assert.EndsWith("the disk is full", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Over_a_broker_a_failure_is_counted_and_the_work_goes_on()
    {
        using var losses = new CropLosses(goesOn: true);

        losses.Failed(Guid.NewGuid(), "yard", "the disk of the server is full");
        losses.ThrowIfFailed();

        Assert.Equal((1, 0), (losses.FailedCount, losses.RejectedCount));
        Assert.False(losses.Failing.IsCancellationRequested);
    }
}
