namespace ReId.Model.Training.Schedules;

/// <summary>How the learning rate goes. Adding one: implement this and add a line to <see cref="LearningRateScheduleCatalog"/>.</summary>
public interface ILearningRateSchedule
{
    /// <summary>The factor on the base rate.</summary>
    /// <param name="epoch">Epochs of the stage that are done, with the part of the one in progress.</param>
    double At(double epoch);
}
